# Os textos das páginas: a lista de exemplos, a conversa e o rastro.

web-language = pt-BR
web-language-name = Português (Brasil)

## A página inicial da demonstração

web-start-title = Combinado: conversas de demonstração
web-start-heading = Combinar é melhor que cobrar
web-start-lead = Aqui um assistente virtual conversa com clientes que têm contas em atraso: entende o que houve, propõe um acordo dentro da política do credor, gera o Pix e, quando é preciso, passa para uma pessoa.
web-start-demo = Dados de demonstração
web-start-demo-note = Todas as pessoas, dívidas e lojas abaixo são inventadas. Nenhum Pix daqui deve ser pago.
web-start-how = Escolha alguém e converse como se fosse essa pessoa. Ela confirma quem é com os dados indicados.
web-start-desk = A mesa de atendimento
web-start-desk-lead = Quando o assistente chama uma pessoa, o caso vai para a mesa. Entre como alguém da equipe; a senha de todos é { $password }.
web-start-desk-enter = Entrar como { $login }
web-start-people = Pessoas de exemplo
web-start-hint-digits = CPF começa com { $digits }
web-start-hint-birth = nasceu em { DATE($day, style: "full") }
web-start-hint = Para se identificar: { $hints }.
web-start-hint-or = { $first } ou { $second }
web-start-hint-none = Sem dados para se identificar: a conversa vai para uma pessoa.
web-start-chat = Conversar
web-start-chat-as = Conversar como { $name }
web-start-trace = Ver o rastro
web-start-trace-of = Ver o rastro da conversa de { $name }
web-start-empty = Ainda não há clientes. Importe uma carteira com combinado import.

## A conversa

web-chat-title = { $creditor }: conversa
web-chat-role = Assistente virtual · demo
web-chat-back = Voltar à lista
web-chat-menu = Mais ações
web-chat-menu-note = Só na demonstração
web-chat-demo-pay = O cliente pagou
web-chat-demo-day = Passar 1 dia
web-chat-demo-outreach = Fazer o primeiro contato
web-chat-trace = Ver o rastro
web-chat-log = Mensagens
web-chat-empty = Diga oi para começar, como se você fosse { $name }.
web-chat-compose = Sua mensagem
web-chat-placeholder = Escreva uma mensagem
web-chat-send = Enviar
web-chat-attach = Anexar uma imagem
web-chat-image = Imagem
web-chat-bot = Assistente:
web-chat-you = Você:
web-chat-agent = Pessoa da equipe
web-chat-typing = O assistente está escrevendo
web-chat-options = Respostas sugeridas
web-chat-time = { DATE($at, style: "time") }
web-chat-day = { DATE($day) }
web-chat-sending = enviando
web-chat-offline = Sem conexão. Tentando de novo, nada se perde.
web-chat-refused = Não consegui enviar essa mensagem.
web-chat-pix = Pix
web-chat-pix-help = Aponte a câmera do app do seu banco ou copie o código.
web-chat-pix-copy = Copiar código Pix
web-chat-pix-code = Código Pix copia e cola
web-chat-qr = QR code do Pix
web-chat-boleto = Boleto
web-chat-boleto-help = Copie a linha digitável e cole no app do seu banco.
web-chat-boleto-copy = Copiar linha do boleto
web-chat-boleto-code = Linha digitável do boleto
# O que distingue o rodapé do credor, escrito em letra menor
web-chat-footer-mark = {" "}· CNPJ
web-chat-copied = Copiado
web-chat-copy-by-hand = Não consegui copiar. O código está selecionado: use Copiar no seu aparelho.
web-chat-cut = Sua mensagem era muito longa. Guardei os primeiros { $count } caracteres.
web-chat-noscript = Esta página precisa de JavaScript para conversar.
web-media = { $kind ->
    [image] Imagem
    [audio] Áudio
    [video] Vídeo
    [document] Documento
    [sticker] Figurinha
    [location] Localização
    [contact] Contato
    [edited] Mudança em uma mensagem já enviada
   *[other] Anexo
  }
web-demo-paid = Pagamento recebido (demonstração).
web-demo-nothing-to-pay = Não há cobrança em aberto para pagar.
web-demo-outreach = Primeiro contato pedido. Fora do horário, ou se a dívida não permite contato, o assistente não escreve.
web-demo-day-passed = Passou um dia: agora é { DATE($day) }.

## O rastro

web-trace-title = Rastro da conversa
web-trace-lead = O que aconteceu em cada turno: o que chegou, como foi lido, por onde a conversa andou e o que foi feito.
web-trace-none = Esta conversa ainda não tem turnos.
web-trace-of = { $customer } · { $creditor }
web-trace-versions = Fluxo { $flow }, política { $policy }
web-trace-check = Código de conferência: { $code }. Se alguém ligar para confirmar esta conversa, é este.
web-trace-turn = Turno { $number }
web-trace-at = { DATE($at) }
web-trace-came = Chegou
web-trace-unread = Algo que não pôde ser lido
web-trace-event = { $kind ->
    [said] Cliente escreveu
    [chose] Cliente escolheu
    [media] Cliente enviou
    [timer_fired] Chegou a hora
    [outreach_started] Primeiro contato
    [charge_issued] Cobrança emitida
    [charge_refused] Cobrança recusada
    [paid] Pagamento
    [agent_took] Uma pessoa assumiu
    [agent_said] Pessoa escreveu
    [agent_returned] Pessoa devolveu
    [send_failed] Envio falhou
   *[other] { $kind }
  }
web-trace-reading = Leitura
web-trace-intent = Intenção
web-trace-confidence = Confiança
web-trace-share = { PERCENT($share) }
web-trace-alternatives = Alternativas
web-trace-also = Também
web-trace-entities = Entidades
web-trace-hint = Segunda opinião
web-trace-hinted = leitura própria { $own } { PERCENT($share) }; proposto: { $proposed }; aproveitado: { $heeded }
web-trace-hints-today = Segunda opinião hoje: { $calls } chamadas, { $failures } sem resposta útil, { $skipped } não feitas, { $tokens } tokens, { $seconds } s.
web-trace-steps = Caminho
web-trace-said = Resposta
web-trace-facts = Fatos usados
web-trace-invoices = Faturas
web-trace-invoice = { $invoice } ({ $status }): venceu { DATE($due, style: "full") }, { MONEY($amount) }; devido no dia { MONEY($owed) }
web-trace-agreements = Acordos
web-trace-promises = Promessas
web-trace-charges = Cobranças
web-trace-sum = { $status }: { MONEY($amount) } ({ $rest })
web-trace-timers = Prazos
web-trace-history = Histórico
web-trace-tries = Tentativas de identificação
web-trace-effects = Efeitos
web-trace-effects-none = Nenhum efeito.
web-trace-state = Estado agora
web-trace-hash = Resumo do estado
web-trace-chat = Ir para a conversa
web-trace-start = Voltar à lista

## Erros das páginas

web-error-title = Não deu certo
web-error-not-found = Não encontrei esta página.
web-error-too-large = A mensagem é grande demais. Envie um texto menor.
web-error-bad-request = Não entendi o pedido desta página. Recarregue e tente de novo.
web-error-bad-message = Uma mensagem tem texto, uma escolha ou um anexo, e só um deles.
web-error-bad-id = A mensagem precisa de um identificador de 8 a 64 letras, números ou hífens.
web-error-forbidden = O pedido veio de outra página e foi recusado.
web-error-internal = Algo falhou do nosso lado. Tente de novo em instantes.
web-error-unavailable = O serviço está ocupado. Tente de novo em instantes.
