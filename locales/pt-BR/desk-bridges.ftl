# O que os atendentes leem em outra mesa: Chatwoot, grupo do Telegram.

bridge-title = { $name }: { $reason ->
    [asked] pediu uma pessoa
    [distress] sinais de sofrimento
    [deceased] aviso de falecimento
    [dispute] não reconhece a conta
    [already_paid] diz que já pagou
    [legal_threat] citou advogado ou defesa
    [abuse] ofensas
    [identity_failed] identidade não confirmada
    [not_understood] o robô não entendeu
    [beyond_policy] quer outra proposta
    [hardship] dificuldade
    [over_indebted] muitas contas
    [prescribed] conta antiga
    [data_problem] conferir cadastro
    [privacy] dados pessoais
    [refused] não quer pagar
    [payment_trouble] código de pagamento
    [taken] assumida por atendente
   *[other] outro assunto
}
bridge-stake = { MONEY($value) }
bridge-misunderstood = Última frase que o robô não entendeu: { $text }
bridge-matter-words = Nas palavras da pessoa: { $text }
bridge-link = Dívidas, limites e acordo: { $url }
bridge-how-chatwoot = O que você escrever aqui vai para a pessoa, com as mesmas regras da mesa do Combinado. Ao resolver, ponha uma etiqueta com o resultado: acordo, pago, recusa, pessoa_errada, obito, opt_out, contestacao_procedente ou contestacao_improcedente.
bridge-how-telegram = O que você escrever neste tópico vai para a pessoa. Para falar só com a equipe, comece com //. Comandos: /assumir, /devolver, /encerrar com o resultado, /ajuda.
bridge-enclosed = { $kind ->
    [pix] [código Pix]
    [boleto] [boleto]
    [image] [imagem: veja na mesa do Combinado]
    [audio] [áudio: ouça na mesa do Combinado]
    [video] [vídeo: veja na mesa do Combinado]
    [document] [arquivo: abra na mesa do Combinado]
    [sticker] [figurinha]
    [location] [localização]
    [contact] [contato]
    [edited] [a pessoa editou uma mensagem]
   *[other] [algo que só aparece na mesa do Combinado]
}
bridge-customer-said = 👤 { $text }
bridge-maybe-again = (pode estar repetida)
bridge-bot-said = 🤖 { $text }
bridge-agent-said = { $name } (mesa do Combinado): { $text }
bridge-holder = A conversa agora está com { $name }.
bridge-over = Caso encerrado no Combinado. O que a pessoa escrever daqui em diante chega ao robô.
bridge-ask-outcome = O caso foi resolvido sem resultado. Ponha uma etiqueta na conversa: acordo, pago, recusa, pessoa_errada, obito, opt_out, contestacao_procedente ou contestacao_improcedente. Promessa, pausa e reclamação pedem valores: encerre pela mesa do Combinado. Sem etiqueta em 30 minutos, a conversa volta ao robô sem resultado.
bridge-undelivered = Não chegou ao celular da pessoa. Veja o motivo na mesa do Combinado.
bridge-which-outcome = Diga o resultado, por exemplo: /encerrar acordo, /encerrar promessa 150,00 10/12, /encerrar recusa. Outros: pausa 15/12, pago, pessoa errada, óbito, opt out, contestação procedente, contestação improcedente, reclamação com o assunto.
bridge-incomplete = Este resultado pede mais: promessa, o valor e o dia; pausa, o dia; reclamação, o assunto. Encerre pela mesa do Combinado, ou, no grupo do Telegram, com /encerrar promessa 150,00 10/12.
bridge-entered = Pronto, { $name }: o que você escrever nos tópicos vai em seu nome.
bridge-wrong-code = Este código não vale: foi usado, passou de 15 minutos ou foi digitado errado. Peça outro na mesa do Combinado.
bridge-help-alone = Para atender por aqui, peça um código na mesa do Combinado e escreva: /entrar CÓDIGO

# Por que uma mensagem não foi.
bridge-refused-stranger = Você não está entre os atendentes do Combinado: o e-mail daqui precisa ser o mesmo com que você entra lá.
bridge-refused-closed = O caso já foi encerrado; a conversa está com o robô. Assuma-a na mesa do Combinado, se precisar.
bridge-refused-attachment = Arquivos ainda não vão por aqui. Mande-os pela mesa do Combinado.
bridge-refused-empty = Mensagem sem palavras não vai.
bridge-refused-too-long = Mensagem longa demais. Divida em partes menores.
bridge-refused-desk = A mesa do Combinado não deixa fazer isso agora. Abra a conversa lá para ver o motivo.
bridge-refused-stranger-telegram = Você não está entre os atendentes do Combinado. Peça um código na mesa e escreva, na conversa privada comigo: /entrar CÓDIGO
bridge-refused-edited = A edição não chega à pessoa. Escreva outra mensagem.
