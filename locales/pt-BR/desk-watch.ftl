# Os textos das páginas de quem lidera a mesa: ao vivo, quadro, qualidade, relatórios.

web-desk-nav-wall = Ao vivo
web-desk-nav-board = Quadro
web-desk-nav-quality = Qualidade
web-desk-nav-reports = Relatórios

## Relatórios: o que se pede

web-desk-report-from = De
web-desk-report-to = Até
web-desk-report-creditor = Credor
web-desk-report-agent = Pessoa
web-desk-report-flow = Fluxo
web-desk-report-group = Agrupar por
web-desk-report-all = Todos
web-desk-report-show = Mostrar
web-desk-report-bad-day = Uma das datas não existe. Escolha de novo.
web-desk-report-by = { $by ->
    [day] dia
    [month] mês
    [creditor] credor
    [agent] pessoa
   *[flow] fluxo
  }
web-desk-report-by-head = { $by ->
    [day] Dia
    [month] Mês
    [creditor] Credor
    [agent] Pessoa
   *[flow] Fluxo
  }

## Relatórios: como se mostra

web-desk-report-how = Como este número é contado
web-desk-report-empty = Nada neste período.
web-desk-report-total = Total
web-desk-report-nobody = Robô, sem pessoa
web-desk-report-no-flow = Sem fluxo
web-desk-report-none = –
web-desk-report-twin = Os mesmos números estão na tabela logo abaixo.
web-desk-report-file = Baixar planilha: { $table }
web-desk-report-day = { DATE($day, style: "full") }
web-desk-report-money = { MONEY($sum) }
web-desk-report-share = { PERCENT($share) }
web-desk-report-minutes = { $hours ->
    [0] { $minutes } min
   *[other] { $hours } h { $minutes } min
  }
web-desk-report-count = Quantidade
web-desk-report-part = Parte
web-desk-report-part-means = Quanto esta linha é do total da tabela.
web-desk-report-means = { $table ->
    [dinheiro] Acordos aceitos e pagamentos recebidos no período. Cada acordo conta no dia em que foi aceito, e cada pagamento no dia em que foi feito. A pessoa é quem estava com a conversa quando o acordo foi aceito; sem ninguém, conta como robô.
    [atendimento] Casos que o robô passou para uma pessoa, contados no dia em que chegaram. O tempo só corre no horário de atendimento, sem fins de semana nem feriados.
    [desfechos] Casos encerrados no período, pelo desfecho escolhido ao encerrar. Cada caso conta uma vez.
    [passagens] Casos que chegaram a uma pessoa no período, pelo motivo da passagem. Cada caso conta uma vez.
    [motivos] Por que a conta atrasou, nas palavras das pessoas. Cada motivo conta uma vez por conversa em que foi dito no período. Filtrando por pessoa, entram as conversas cujos casos chegaram a ela no período.
   *[contatos] Reclamações e pedidos de silêncio. Reclamação é um caso encerrado com esse desfecho, no dia em que foi encerrado; pedido de silêncio conta uma vez por cliente, no dia do primeiro.
  }

## Relatórios: do atraso ao pagamento

web-desk-report-funnel = Do atraso ao pagamento
web-desk-report-funnel-means = Clientes com alguma conta vencida até o fim do período e ainda aberta no começo dele. Cada etapa conta, dos clientes da etapa anterior, aqueles em que ela aconteceu dentro do período; só a identidade pode ter sido confirmada antes.
web-desk-report-funnel-stage = Etapa
web-desk-report-funnel-stage-means = Vencida: há conta vencida. Procurados: saiu mensagem nossa. Responderam: o cliente escreveu. Identificados: confirmaram quem são. Proposta: receberam uma. Acordo: aceitaram um acordo ou prometeram pagar. Pagamento: entrou dinheiro.
web-desk-report-funnel-count = Clientes
web-desk-report-funnel-count-means = Quantos clientes chegaram a esta etapa. Cada cliente conta uma vez por credor.
web-desk-report-funnel-share = Do começo
web-desk-report-funnel-share-means = Parte dos clientes com conta vencida que chegou até aqui.
web-desk-report-funnel-step = Da etapa anterior
web-desk-report-funnel-step-means = Parte dos clientes da etapa anterior que passou para esta.
web-desk-report-stage = { $stage ->
    [overdue] Conta vencida
    [contacted] Procurados
    [answered] Responderam
    [identified] Identificados
    [offered] Proposta
    [agreed] Acordo ou promessa
   *[paid] Pagamento
  }

## Relatórios: dinheiro

web-desk-report-money-title = Acordos e pagamentos
web-desk-report-deals = Acordos
web-desk-report-deals-means = Acordos aceitos, também os que depois foram quebrados ou desfeitos.
web-desk-report-owed = Devido
web-desk-report-owed-means = O que era devido, com multa e juros, no dia em que cada acordo foi aceito.
web-desk-report-agreed = Acordado
web-desk-report-agreed-means = O que será pago por esses acordos, entrada e parcelas.
web-desk-report-discount = Desconto
web-desk-report-discount-means = O devido menos o acordado, acordo por acordo. Um parcelamento que custa mais que o devido conta zero.
web-desk-report-payments = Pagamentos
web-desk-report-payments-means = Pagamentos recebidos, por acordo ou sem ele.
web-desk-report-recovered = Recuperado
web-desk-report-recovered-means = A soma dos pagamentos recebidos.

## Relatórios: atendimento

web-desk-report-cases-title = Atendimento
web-desk-report-cases = Casos
web-desk-report-cases-means = Casos que chegaram a uma pessoa.
web-desk-report-answered = Respondidos
web-desk-report-answered-means = Desses casos, aqueles em que uma pessoa já escreveu depois da chegada.
web-desk-report-answered-share = Respondidos, parte
web-desk-report-answered-share-means = Respondidos divididos por casos.
web-desk-report-median = Primeira resposta, mediana
web-desk-report-median-means = Metade dos casos respondidos esperou até este tempo, contado no horário de atendimento.
web-desk-report-ninth = Primeira resposta, 9 em 10
web-desk-report-ninth-means = Nove em dez casos respondidos esperaram até este tempo, contado no horário de atendimento.
web-desk-report-closed = Encerrados
web-desk-report-closed-means = Casos encerrados com um desfecho, no dia em que foram encerrados.
web-desk-report-outcomes = Desfechos
web-desk-report-outcome = { $code ->
    [agreement] Acordo
    [promise] Promessa
    [pause] Pausa
    [dispute_upheld] Contestação procedente
    [dispute_rejected] Contestação improcedente
    [paid] Pago
    [refused] Recusa
    [wrong_person] Pessoa errada
    [deceased] Óbito
    [opt_out] Não quer mais contato
    [complaint] Reclamação
   *[other] { $code }
  }
web-desk-report-handoffs = Motivos de passagem
web-desk-report-handoff = { $code ->
    [asked] Pediu uma pessoa
    [distress] Sinais de sofrimento
    [deceased] Aviso de falecimento
    [dispute] Contesta a conta
    [already_paid] Diz que já pagou
    [legal_threat] Citou advogado ou órgão de defesa
    [abuse] Ofensas repetidas
    [identity_failed] Identidade não confirmada
    [not_understood] O robô não entendeu
    [beyond_policy] Nenhuma proposta serviu
    [hardship] Dificuldade financeira
    [over_indebted] Superendividamento
    [prescribed] Conta antiga demais
    [data_problem] Cadastro a conferir
    [privacy] Dados pessoais
    [refused] Não quer pagar
    [payment_trouble] Pagamento não pôde ser gerado
    [taken] Assumido por uma pessoa
    [other] Outro assunto
    [loop_guard] Conversa sem saída
    [broken] O programa não soube continuar
   *[unknown] { $code }
  }
web-desk-report-reasons = Motivos do atraso
web-desk-report-reason = { $code ->
    [forgot] Esqueceu
    [lost_invoice] Não recebeu ou perdeu o boleto
    [hardship] Dificuldade financeira
    [unemployment] Desemprego
    [illness] Doença
    [income_loss] Perda de renda
    [over_indebted] Muitas contas ao mesmo tempo
    [bereavement] Luto na família
    [separation] Separação
    [extra_expenses] Gastos inesperados
    [prices_up] Tudo ficou mais caro
    [name_lent] Emprestou o nome
    [disorganised] Desorganização
    [awaiting_income] Espera receber
    [already_paid] Diz que pagou
    [dispute] Contesta a conta
    [payment_problem] Tentou pagar e não conseguiu
    [undisclosed] Preferiu não dizer
    [other] Outro
   *[unknown] { $code }
  }

## Relatórios: reclamações e silêncio

web-desk-report-quiet-title = Reclamações e pedidos de silêncio
web-desk-report-complaints = Reclamações
web-desk-report-complaints-means = Casos encerrados como reclamação.
web-desk-report-complaints-share = Reclamações, parte
web-desk-report-complaints-share-means = Reclamações divididas por casos encerrados.
web-desk-report-silences = Pedidos de silêncio
web-desk-report-silences-means = Clientes que pediram para não serem mais procurados.

## Ao vivo

web-desk-wall-at = Números das { $at }.
web-desk-wall-lost = Sem conexão: os números desta página podem estar velhos. Tentando de novo.
web-desk-wall-waiting = conversas esperando
web-desk-wall-breaches-short = prazos vencidos ou em risco
web-desk-wall-windows-short = janelas do WhatsApp fechando
web-desk-wall-queues = Setores
web-desk-wall-queues-empty = Ninguém está esperando. O robô cuida das conversas; casos novos aparecem aqui sozinhos.
web-desk-wall-sector-head = Setor
web-desk-wall-waiting-head = Esperando
web-desk-wall-urgent-head = Urgentes
web-desk-wall-oldest-head = Maior espera
web-desk-wall-pace-head = Um caso a cada
web-desk-wall-no-pace = sem ritmo
web-desk-wall-sector = { $code ->
    [general] Atendimento
    [legal] Jurídico
    [privacy] Privacidade
    [care] Acolhimento
    [none] Sem setor
   *[other] { $code }
  }
web-desk-wall-agents = Atendentes
web-desk-wall-agents-empty = Ninguém que veja estes credores está cadastrado. Quem administra cria pessoas em Usuários.
web-desk-wall-presence = { $code ->
    [here] na mesa
    [away] em pausa
   *[gone] fora
  }
web-desk-wall-load = { $count ->
    [0] nenhuma conversa
    [1] 1 conversa
   *[other] { $count } conversas
  }
web-desk-wall-breaches = Prazos vencidos ou em risco
web-desk-wall-breaches-empty = No ritmo dos últimos dias, todos serão respondidos no prazo.
web-desk-wall-promised = Resposta prometida até { $at }
web-desk-wall-late = prazo vencido
web-desk-wall-expected = previsto para { $at }
web-desk-wall-more = E mais { $count }.
web-desk-wall-windows = Janelas do WhatsApp fechando
web-desk-wall-windows-empty = Nenhuma janela de 24 horas fecha nas próximas três horas.
web-desk-wall-left = fecha em { $left }
web-desk-wall-nobody = com ninguém
web-desk-wall-act = Agir
web-desk-wall-reason = Motivo, se estiver com alguém
web-desk-wall-take = Assumir
web-desk-wall-to-sector = Pôr na espera do setor
web-desk-wall-same-sector = O mesmo setor
web-desk-wall-pass = Redistribuir
web-desk-wall-whisper-words = Recado que o cliente não vê
web-desk-wall-whisper = Sussurrar
web-desk-wall-no-reason = A conversa está com outra pessoa. Diga o motivo para assumir.
web-desk-wall-unclear = Não entendi o que fazer. Volte e escolha de novo.
web-desk-wall-empty = Escreva o recado antes de enviar.
web-desk-wall-changed = A conversa mudou desde que esta página foi mostrada. Volte e olhe de novo.
web-desk-wall-health = Saúde do robô
web-desk-wall-healthy = tudo em ordem
web-desk-wall-alert = { $kind }: { $count }
web-desk-wall-dead = { $count ->
    [1] 1 mensagem que não pôde sair
   *[other] { $count } mensagens que não puderam sair
  }
web-desk-wall-unknown = { $count ->
    [1] 1 mensagem sem confirmação
   *[other] { $count } mensagens sem confirmação
  }
web-desk-wall-buried = { $count ->
    [1] 1 mensagem recebida que não pôde ser tratada
   *[other] { $count } mensagens recebidas que não puderam ser tratadas
  }
web-desk-wall-suspended = Conta suspensa: { $lane }

## Avisos

web-desk-alerts = Avisos
web-desk-alerts-what = O que alguém da equipe precisa olhar. Marcar como visto não conserta nada: se acontecer de novo, o aviso volta.
web-desk-alerts-none = Nenhum aviso em aberto.
web-desk-alert-settle = Marcar como visto
web-desk-alert-times = { $count ->
    [1] Uma vez: { $first }.
   *[other] { $count } vezes, a primeira em { $first } e a última em { $last }.
  }
web-desk-alert-kind = { $kind ->
    [account] Conta de canal
    [channel] Aviso do provedor
    [template] Modelo de mensagem
    [dead-letter] Mensagens que não saíram
    [ambiguous] Mensagens sem confirmação
    [contact] Contato que precisa de uma pessoa
    [inbox] Mensagem recebida que não foi atendida
    [desk-down] Outra mesa fora do ar
    [experiment] Experimento que faz mal
   *[other] { $kind }
  }
web-desk-alert-do = { $kind ->
    [account] O que sai por esta conta espera, ou sai mais devagar. Veja no painel do provedor o que houve; depois, "combinado queue resume" com o nome da conta a põe de volta.
    [channel] O provedor contou algo sobre a conta, como a qualidade ou o limite de envio. Confira no painel dele.
    [template] O provedor mudou a situação deste modelo. Corrija o texto e envie de novo com "combinado templates push", ou deixe de usá-lo.
    [dead-letter] O motivo está ao lado. "combinado queue --dead" mostra cada mensagem e como mandar de novo.
    [ambiguous] Talvez tenham chegado, por isso não vão de novo sozinhas. "combinado queue --unknown" mostra cada uma.
    [contact] Alguém que o robô não identificou precisa de ajuda. Procure a pessoa por outro caminho.
    [inbox] O robô não conseguiu tratar algo que chegou. Em Ajustes, Erros, está o que foi e como tentar de novo.
    [desk-down] Os casos ficam nesta mesa até a outra responder. Confira o servidor e o token dela.
    [experiment] Abra o experimento em Ajustes e pare-o.
   *[other] Mostre este aviso a quem cuida da instalação.
  }

## Quadro

web-desk-board-lead = Onde está cada cliente com conta vencida. O quadro só mostra: as colunas mudam com o que acontece nas conversas.
web-desk-board-stage = { $stage ->
    [silent] Sem conversa
    [talking] Em conversa
    [identified] Identificados
    [offered] Com proposta
    [promised] Prometeram pagar
    [agreed] Acordo a pagar
    [paying] Pagando
    [broken] Acordo quebrado
    [desk] Com uma pessoa
    [disputed] Contestados
   *[settled] Quitados
  }
web-desk-board-means = { $stage ->
    [silent] Têm conta vencida e nenhuma conversa. Valor: o que está em aberto nas contas, sem multa e juros.
    [talking] Há conversa, mas ainda não confirmaram quem são. Valor: o que está em aberto nas contas, sem multa e juros.
    [identified] Confirmaram quem são e ainda não receberam proposta. Valor: o que está em aberto nas contas, sem multa e juros.
    [offered] Receberam proposta e não há acordo nem promessa. Valor: o que está em aberto nas contas, sem multa e juros.
    [promised] Prometeram pagar num dia que ainda não passou. Valor: o que está em aberto nas contas, sem multa e juros.
    [agreed] Aceitaram um acordo e ainda não pagaram nada dele. Valor: o que falta pagar do acordo.
    [paying] Já pagaram parte do acordo. Valor: o que falta pagar do acordo.
    [broken] O acordo foi quebrado por falta de pagamento. Valor: o que está em aberto nas contas, sem multa e juros.
    [desk] A conversa está com uma pessoa ou espera por uma. Valor: o que falta do acordo, se houver, ou das contas.
    [disputed] Contestam uma conta vencida. Valor: o que está em aberto nas contas, sem multa e juros.
   *[settled] Acordos pagos por inteiro nos últimos 30 dias. Valor: o que foi pago por eles.
  } Cada cliente aparece em uma coluna só, a primeira que vale: contestados, com uma pessoa, acordo, promessa, quebrado, proposta, identificados, em conversa.

## Qualidade

web-desk-quality-sample = Amostra
web-desk-quality-sample-means = Casos encerrados no período, sorteados por pessoa e desfecho. A mesma palavra sorteia sempre os mesmos casos; quem sorteia nunca recebe os próprios.
web-desk-quality-sample-empty = Nenhum caso encerrado por outra pessoa neste período. Escolha um período maior.
web-desk-quality-each = De cada desfecho
web-desk-quality-word = Palavra do sorteio
web-desk-quality-draw = Sortear
web-desk-quality-outcome = Desfecho
web-desk-quality-closed = Encerrado
web-desk-quality-state = Avaliação
web-desk-quality-open = a avaliar
web-desk-quality-open-case = Abrir
web-desk-quality-status = { $code ->
    [given] avaliado
    [disputed] contestado
    [kept] mantido após contestação
   *[changed] mudado após contestação
  }
web-desk-quality-mine = Minhas avaliações
web-desk-quality-mine-empty = Nenhum caso seu foi avaliado ainda. Quando for, aparece aqui inteiro, e você pode contestar.
web-desk-quality-case = Caso { $protocol }
web-desk-quality-back = Voltar à qualidade
web-desk-quality-conversation = Abrir a conversa
web-desk-quality-said = O que foi dito
web-desk-quality-said-empty = Nada foi dito enquanto o caso esteve aberto.
web-desk-quality-from = { $code ->
    [agent] Atendente
   *[bot] Robô
  }
web-desk-quality-card = Avaliação
web-desk-quality-criterion = { $code ->
    [warmth] Acolhimento
    [clarity] Clareza
    [accuracy] Exatidão
    [conduct] Conduta
   *[resolution] Resolução
  }
web-desk-quality-criterion-means = { $code ->
    [warmth] A pessoa foi recebida com respeito e ouvida.
    [clarity] As frases foram simples e completas; não foi preciso perguntar de novo.
    [accuracy] Valores, prazos e regras estavam certos.
    [conduct] Identidade conferida antes de falar da conta, nenhuma ameaça, horário respeitado.
   *[resolution] O caso terminou com um caminho que a pessoa entendeu e pode cumprir.
  } De 0, ruim, a 4, exemplar.
web-desk-quality-why = Por quê
web-desk-quality-comment = No conjunto
web-desk-quality-seen = A pessoa avaliada verá tudo isto e poderá contestar.
web-desk-quality-save = Salvar avaliação
web-desk-quality-none = Este caso ainda não foi avaliado.
web-desk-quality-dispute = Não concorda? Diga por quê
web-desk-quality-dispute-send = Contestar
web-desk-quality-answer = A contestação
web-desk-quality-reply = Resposta à contestação
web-desk-quality-settle-means = Com as mesmas notas, a avaliação fica mantida; com outras, fica mudada.
web-desk-quality-settle = Decidir
web-desk-quality-incomplete = Dê uma nota de 0 a 4 a cada critério.
web-desk-quality-wordless = Escreva o porquê antes de enviar.
web-desk-quality-overtaken = Esta avaliação mudou enquanto você escrevia. Abra o caso de novo.
