# O que a equipe lê de um caso.

summary-why = { $reason ->
    [asked] A pessoa pediu para falar com alguém.
    [distress] Sinais de sofrimento: falar com cuidado, sem tocar na conta.
    [deceased] Aviso de falecimento.
    [dispute] Não reconhece a conta ou o valor.
    [already_paid] Diz que já pagou.
    [legal_threat] Citou advogado ou órgão de defesa.
    [abuse] Ofensas repetidas.
    [identity_failed] A identidade não foi confirmada.
    [not_understood] O robô não entendeu.
    [beyond_policy] Nenhuma proposta do robô serviu.
    [hardship] Dificuldade em que nenhuma proposta coube.
    [over_indebted] Mais contas do que consegue pagar.
    [prescribed] A conta é antiga demais para negociar.
    [data_problem] O cadastro precisa de conferência.
    [privacy] Pedido sobre dados pessoais.
    [refused] Não quer pagar.
    [payment_trouble] O código de pagamento não pôde ser gerado.
    [other] Outro assunto, como um documento.
    [taken] Alguém da equipe assumiu a conversa.
   *[broken] O programa não soube continuar.
} { $identity ->
    [verified] Identidade confirmada.
    [locked] Identidade bloqueada após três tentativas.
   *[unknown] Identidade não confirmada: não fale da conta antes disso.
}
summary-late = { $reason ->
    [forgot] Motivo do atraso: esqueceu.
    [lost_invoice] Motivo do atraso: não recebeu ou perdeu o boleto.
    [hardship] Motivo do atraso: dificuldade financeira.
    [unemployment] Motivo do atraso: desemprego.
    [illness] Motivo do atraso: doença.
    [income_loss] Motivo do atraso: perda de renda.
    [over_indebted] Motivo do atraso: muitas contas ao mesmo tempo.
    [bereavement] Motivo do atraso: luto na família.
    [separation] Motivo do atraso: separação.
    [extra_expenses] Motivo do atraso: gastos inesperados.
    [prices_up] Motivo do atraso: tudo ficou mais caro.
    [name_lent] Motivo do atraso: emprestou o nome a outra pessoa.
    [disorganised] Motivo do atraso: se enrolou com as contas.
    [awaiting_income] Motivo do atraso: espera receber.
    [already_paid] Motivo do atraso: diz que pagou.
    [dispute] Motivo do atraso: contesta a conta.
    [payment_problem] Motivo do atraso: tentou pagar e não conseguiu.
    [undisclosed] Motivo do atraso: preferiu não dizer.
    [other] Motivo do atraso: outro, nas palavras da pessoa.
   *[untold] Motivo do atraso: ainda não contado.
}
summary-matter = { $matter ->
    [unknown_debt] Contesta: não reconhece a conta.
    [fraud] Contesta: diz que foi fraude em seu nome.
    [wrong_amount] Contesta: o valor.
    [duplicate] Contesta: cobrança em dobro.
    [dissatisfied] Contesta: produto ou serviço ruim.
    [not_delivered] Contesta: não recebeu.
    [cancelled_before] Contesta: cancelou ou devolveu antes.
    [prescribed] Contesta: diz que a conta é antiga demais.
    [paid_claim] Diz que já pagou: conferir.
    [access] Pede cópia dos próprios dados (LGPD, art. 18).
    [erasure] Pede que dados sejam apagados (LGPD, art. 18).
    [correction] Pede correção de dados (LGPD, art. 18).
    [source] Pergunta de onde vieram os dados (LGPD, art. 18).
    [review] Pede revisão de decisão automática (LGPD, art. 20).
    [receipt] Recebeu um recibo.
    [discharge] Recebeu a declaração de quitação.
    [contract] Pede cópia do contrato.
    [payment] Pagou errado, em dobro ou pede estorno: procurar o dinheiro.
    [complaint] Reclamou do atendimento: responder no prazo.
   *[other] Contesta a conta.
} Protocolo { $protocol }.
summary-check = Se ligarem para confirmar, o código desta conversa é { $code }.
summary-owed = Em aberto hoje: { $total }, { $count ->
    [1] uma conta
   *[other] { $count } contas
}, atraso de { $days } dias.
summary-agreed = Acordo em andamento: { $total }, recebidos { $received }.
summary-offers = Propostas feitas: { $made }; a última, { $total } em { $count }x.

## O que o cliente lê do que a equipe faz

desk-offer = Esta é a proposta que preparamos para você.
    .v1 = Preparamos esta proposta para você.
desk-offer-withdrawn = A proposta que te mandei por último não vale mais. Já seguimos por aqui.
desk-offer-over = O prazo daquela proposta passou. Já vejo uma condição atual para você.
desk-closed-agreement = Por aqui está tudo certo com o seu acordo. Se precisar de algo, é só escrever.
desk-closed-dispute-upheld = Conferimos e você tem razão: essa cobrança foi cancelada, e nada mais será pedido por ela. Desculpe o transtorno.
desk-closed-dispute-rejected = Conferimos a sua contestação e a conta está correta, então ela volta a valer. Se discordar, é só pedir para falar com alguém.
desk-closed-paid = Conferimos: está tudo pago por aqui. Obrigado.
desk-closed-claim = Vamos conferir o seu pagamento. Até { $until } ninguém te cobra por isso.
desk-closed-refused = Tudo bem, entendi. Se quiser retomar, é só escrever.
desk-closed-wrong-person = Desculpe o incômodo. Não escrevo mais para este contato.
desk-closed-deceased = Sinto muito pela sua perda. Encerramos o contato por aqui.
desk-closed-opt-out = Certo, não mando mais mensagens por aqui. Se precisar, é só escrever.
desk-closed-complaint = Registramos a sua reclamação. Protocolo { $protocol }. Você recebe a resposta até { $until }, e até lá ninguém te cobra.
