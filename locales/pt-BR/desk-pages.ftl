# As conversas na mesa de atendimento: a lista, cada conversa, a busca.

web-desk-conversations = Conversas
web-desk-talk = Conversa
web-desk-choose = Escolha uma conversa na lista. As mais urgentes vêm primeiro.
web-desk-lists = Listas
web-desk-list-waiting = Esperando
web-desk-list-mine = Minhas
web-desk-list-snoozed = Adiadas
web-desk-list-team = Com a equipe
web-desk-list-bot = Com o robô
web-desk-list-ended = Encerradas
web-desk-list-all = Todas
web-desk-narrow = Filtrar e salvar visão
web-desk-narrow-reason = Motivo
web-desk-narrow-creditor = Credor
web-desk-narrow-sector = Setor
web-desk-narrow-any = Qualquer um
web-desk-narrow-go = Filtrar
web-desk-narrow-none = Tirar os filtros
web-desk-views = Visões salvas
web-desk-view-name = Nome da visão
web-desk-view-save = Salvar visão
web-desk-view-forget = Apagar a visão { $name }
web-desk-more = Mostrar mais
web-desk-find = Buscar nas mensagens
web-desk-find-go = Buscar
web-desk-find-title = Busca nas conversas
web-desk-find-how = Escreva uma ou mais palavras. Acentos e maiúsculas não importam.
web-desk-find-none = Nada encontrado com essas palavras. Tente menos palavras, ou o começo de uma delas. Mensagens dos últimos segundos podem faltar.
web-desk-find-some = { $count ->
    [1] Um resultado
   *[other] { $count } resultados
  }

web-desk-empty-waiting = Ninguém está esperando.
web-desk-empty-mine = Você não tem conversas agora.
web-desk-empty-snoozed = Você não adiou nenhuma conversa.
web-desk-empty-team = Nenhum colega está com uma conversa agora.
web-desk-empty-bot = O robô não está com nenhuma conversa.
web-desk-empty-ended = Nenhum caso foi encerrado ainda.
web-desk-empty-all = Ainda não há conversas.
web-desk-empty-next-bot = O robô está cuidando das outras. Um caso aparece aqui assim que precisar de alguém.
web-desk-empty-next-rest = Ninguém está esperando também. Um caso aparece na lista Esperando assim que precisar de alguém.
web-desk-empty-next-waiting = { $count ->
    [1] Há uma conversa na lista Esperando.
   *[other] Há { $count } conversas na lista Esperando.
  }

web-desk-unread = { $count ->
    [1] Uma não lida
   *[other] { $count } não lidas
  }
web-desk-stake = { $amount }
web-desk-opted-out = Não quer mensagens
web-desk-owner-you = Com você
web-desk-owner-somebody = Com a equipe
web-desk-owner-nobody = Sem dono
web-desk-owner-bot = Com o robô
web-desk-speaker-bot = Robô:
web-desk-speaker-agent = Equipe:
web-desk-last-file = Enviou um arquivo
web-desk-time = { DATE($at, style: "time") }
web-desk-day-brief = { DATE($day, style: "short") }
web-desk-day = { DATE($day) }
web-desk-day-and-time = { DATE($day, style: "full") }, { DATE($at, style: "time") }
web-desk-clock-sla = Responder
web-desk-clock-window = Janela de 24 horas
web-desk-channel = { $channel ->
    [whatsapp] WhatsApp
    [telegram] Telegram
    [web] Chat do site
   *[other] Outro canal
  }
web-desk-sector = { $sector ->
    [general] Geral
    [negotiation] Negociação
    [disputes] Contestações
    [payments] Pagamentos
    [legal] Jurídico
    [care] Cuidado
    [privacy] Privacidade
    [data] Cadastro
   *[other] { $sector }
  }
web-desk-reason = { $reason ->
    [asked] Pediu uma pessoa
    [distress] Sofrimento
    [deceased] Falecimento
    [dispute] Contesta
    [already_paid] Diz que pagou
    [legal_threat] Citou advogado ou órgão de defesa
    [abuse] Ofensas
    [identity_failed] Identidade falhou
    [not_understood] Robô não entendeu
    [beyond_policy] Nada do robô serviu
    [hardship] Sem condições
    [over_indebted] Muitas contas
    [prescribed] Conta antiga
    [data_problem] Conferir cadastro
    [privacy] Dados pessoais
    [refused] Não quer pagar
    [payment_trouble] Pix falhou
    [taken] Assumida pela equipe
    [loop_guard] O robô parou
    [broken] O robô parou
   *[other] Outro assunto
  }

## Uma conversa

web-desk-back = Voltar à lista
web-desk-take = Assumir
web-desk-take-over = Assumir do colega
web-desk-take-reason = Por que assumir agora?
web-desk-cancel = Cancelar
web-desk-pass-on = Transferir
web-desk-pass-queue = Quem puder atender
web-desk-give-back = Devolver ao robô
web-desk-close = Encerrar
web-desk-viewers = Quem mais está olhando
web-desk-log = Mensagens da conversa
web-desk-earlier = Mensagens anteriores
web-desk-to-end = Ir para o fim da conversa
web-desk-choices = Opções mostradas
web-desk-panels = Sobre o caso
web-desk-panel-customer = Cliente
web-desk-panel-debts = Dívida e acordo
web-desk-panel-context = Contexto
web-desk-says-customer = Cliente
web-desk-says-bot = Robô
web-desk-says-agent = Equipe
web-desk-note-kind = { $kind ->
    [fact] Fato
    [promise] Promessa
    [complaint] Reclamação
    [legal] Jurídico
    [whisper] Supervisão
   *[other] Nota
  }
web-desk-enclosed-pix = Código Pix
web-desk-enclosed-boleto = Boleto
web-desk-tick-waiting = Enviando
web-desk-tick-sent = Enviada
web-desk-tick-delivered = Entregue
web-desk-tick-read = Lida
web-desk-tick-failed = Não entregue
web-desk-failure = { $code ->
    [ambiguous] Não sabemos se chegou. Confira com a pessoa antes de repetir.
    [taken-over] O robô não enviou: a conversa já estava com a equipe.
    [opted-out] A pessoa pediu para não receber mensagens.
    [window-closed] Passaram 24 horas desde a última mensagem da pessoa.
    [n131047] Passaram 24 horas desde a última mensagem da pessoa.
    [n131026] O número não recebe mensagens do WhatsApp.
    [n131049] O WhatsApp limitou as mensagens a esta pessoa hoje.
    [n403] A pessoa bloqueou a nossa conta.
   *[other] O canal recusou a mensagem (código { $number }).
  }
web-desk-again = Tentar de novo

## Escrever

web-desk-write-kind = O que escrever
web-desk-reply = Resposta
web-desk-reply-label = Resposta ao cliente
web-desk-reply-hint = Escreva ao cliente. Ctrl+Enter envia, / abre as respostas prontas.
web-desk-note = Nota interna
web-desk-note-label = Nota para a equipe (o cliente não vê)
web-desk-note-what = Tipo
web-desk-note-save = Guardar nota
web-desk-send = Enviar
web-desk-send-and-take = Assumir e enviar
web-desk-later = Enviar depois
web-desk-later-when = Dia e hora (de Brasília); vazio envia agora
web-desk-later-list = Mensagens agendadas
web-desk-later-cancel = Cancelar envio
web-desk-canned = Respostas prontas
web-desk-canned-find = Procurar resposta
web-desk-template-pick = Escolha um modelo aprovado
web-desk-template-none = Nenhum modelo aprovado serve agora. Quando a pessoa escrever, a conversa abre de novo.
web-desk-template-send = Enviar modelo
web-desk-why-reader = Seu papel permite ler, não escrever.
web-desk-why-opted-out = A pessoa pediu para não receber mensagens. Você pode guardar notas.
web-desk-why-colleague = { $name } está com esta conversa. Você pode guardar notas.
web-desk-why-window = Passaram 24 horas desde a última mensagem da pessoa. Só um modelo aprovado pode ser enviado.

## O que o programa da página diz

web-desk-js-left = faltam
web-desk-js-late = atrasado há
web-desk-js-shut = fechada
web-desk-js-sending = Enviando…
web-desk-js-unsure = Não confirmado.
web-desk-js-again = Tentar de novo
web-desk-js-failed = Não consegui enviar. O texto continua aqui; tente de novo.
web-desk-js-offline = Sem conexão. O que você vê é de
web-desk-js-came = nova mensagem
web-desk-js-came-many = novas mensagens
web-desk-js-saved = Rascunho salvo
web-desk-js-signed-out = Sua sessão acabou. O que está escrito continua na página: entre de novo em outra aba.
web-desk-js-notify = Um cliente escreveu

## Atalhos

web-desk-keys = Atalhos do teclado
web-desk-keys-move = Próxima e anterior na lista
web-desk-keys-open = Abrir a conversa
web-desk-keys-take = Assumir
web-desk-keys-reply = Responder
web-desk-keys-note = Escrever nota
web-desk-keys-canned = Respostas prontas
web-desk-keys-close = Encerrar
web-desk-keys-region = Lista, conversa e painéis
web-desk-keys-sheet = Esta lista
web-desk-keys-off = Os atalhos de uma tecla podem ser desligados.
web-desk-keys-preferences = Abrir preferências
web-desk-keys-done = Fechar
