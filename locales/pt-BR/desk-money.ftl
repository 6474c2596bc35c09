# O dinheiro no atendimento: o que a pessoa da equipe propõe, como um caso termina, e os painéis.

### Painéis

web-desk-nav-approvals = Aprovações
web-desk-money-back = Voltar à conversa
web-desk-money-customer = Cliente
web-desk-money-debts = Dívida e acordo
web-desk-money-context = Contexto
web-desk-money-close = Encerrar o caso
web-desk-money-day = { DATE($day, style: "full") }
web-desk-money-label = { $code ->
    [owed] Devido hoje
    [cash] À vista, entre
    [plan] Parcelado, entre
    [count] Parcelas, no máximo
    [instalment] Parcela mínima
    [down] Entrada mínima
    [first] Primeiro vencimento, até
    [cash-due] À vista, até
    [status] Situação
    [protocol] Protocolo
    [total] Total
    [received] Já pago
    [rule] Regra da política
    [name] Nome
    [identity] Identidade
    [channel] Canal
    [phone] Telefone
    [email] E-mail
    [calls-themselves] Nome no canal
    [language] Língua
    [late] Atrasos em 12 meses
    [broken] Acordos quebrados
    [reason] Motivo do atraso
    [heard] Última mensagem do cliente
    [asked-by] Pedido por
    [asked-at] Pedido em
    [monthly] Cabe por mês
    [amount] Valor que citou
    [said-down] Entrada que citou
    [income] Renda declarada
    [said-count] Parcelas que citou
    [said-date] Data que citou
    [due-day] Dia que prefere
   *[other] { $code }
  }
web-desk-money-range = { $least } e { $most }
web-desk-money-down = Entrada de { $sum } até { DATE($due, style: "full") }.
web-desk-money-cash = À vista: { $total } até { DATE($first, style: "full") }.
web-desk-money-plan = { $count }x de { $each } (a última, { $last }), a primeira em { DATE($first, style: "full") }. Total: { $total }.
web-desk-money-waived = Desconto de { $waived } sobre { $owed }.
web-desk-money-cet = Juros de { $rate } ao mês; custo efetivo total de { $cet } ao ano.
web-desk-money-until = Vale até { DATE($until, style: "full") }.
web-desk-money-owed-title = O que é devido
web-desk-money-col-product = Produto
web-desk-money-col-due = Vencimento
web-desk-money-col-today = Hoje
web-desk-money-col-status = Situação
web-desk-money-col-sum = Valor
web-desk-money-col-paid = Pago em
web-desk-money-open = em aberto
web-desk-money-invoice = { $code ->
    [open] Em aberto
    [paid] Paga
    [cancelled] Cancelada
   *[disputed] Contestada
  }
web-desk-money-agreement = { $code ->
    [active] Em andamento
    [settled] Quitado
    [broken] Quebrado
   *[cancelled] Desfeito
  }
web-desk-money-room = Até onde você pode ir
web-desk-money-simulator = Simulador
web-desk-money-form = Como pagar
web-desk-money-form-cash = À vista
web-desk-money-form-plan = Parcelado
web-desk-money-field-count = Parcelas
web-desk-money-field-down = Entrada (R$)
web-desk-money-field-total = Total (R$)
web-desk-money-field-first = Primeiro vencimento
web-desk-money-simulate = Simular
web-desk-money-typed = { $field ->
    [total] O total não é um valor em reais, como 350,90.
    [entrada] A entrada não é um valor em reais, como 50,00.
    [parcelas] O número de parcelas não é um número inteiro.
   *[primeiro] O primeiro vencimento não é uma data.
  }
web-desk-money-verdict = { $code ->
    [accepted] Pode ser assim.
    [better] O que já vale é melhor para o cliente, então vale isso:
    [first_date] O primeiro vencimento está fora do prazo. O mais perto:
    [due_day] Esse dia do mês não é aceito. O mais perto:
    [count] São parcelas demais. O mais perto:
    [down_payment] A entrada é menor que a mínima. O mais perto:
    [instalment] A parcela ficaria menor que a mínima. O mais perto:
    [total] O total está abaixo do que você pode conceder. O mais perto:
    [income] Comprometeria demais a renda declarada. O mais perto:
    [invoices] Há uma conta que não está em aberto.
   *[nothing] Diga ao menos uma condição: parcelas, entrada, total ou data.
  }
web-desk-money-propose = { $code ->
    [exact] Propor ao cliente
   *[other] Propor esta ao cliente
  }
web-desk-money-beyond = Com aprovação da supervisão poderia ser assim:
web-desk-money-ask-approval = Pedir aprovação
web-desk-money-why = Por que é assim
web-desk-money-waits = Uma proposta espera a supervisão. Até lá nenhuma outra sai deste caso.
web-desk-money-withdraw = Retirar a proposta
web-desk-money-agreement-title = Acordo
web-desk-money-pix = Pix de { $sum } para pagar
web-desk-money-pix-alt = Código QR do Pix
web-desk-money-pix-code = Pix copia e cola
web-desk-money-payments = Pagamentos
web-desk-money-history = Propostas
web-desk-money-bot = Robô
web-desk-money-proposal = { $code ->
    [waiting] Espera a supervisão
    [said] Enviada
    [agreed] Aceita
    [declined] Não quis
    [withdrawn] Retirada
    [replaced] Trocada por outra
    [refused] Recusada pela supervisão
   *[expired] Vencida
  }
web-desk-money-document = CPF ou CNPJ
web-desk-money-reveal = Mostrar inteiro
web-desk-money-reveal-note = Fica registrado quem viu e quando.
web-desk-money-identity = { $code ->
    [verified] Confirmada
    [locked] Bloqueada após três tentativas
   *[unknown] Não confirmada: não fale da conta antes disso
  }
web-desk-money-channel = { $code ->
    [whatsapp] WhatsApp
    [telegram] Telegram
    [web] Chat no site
   *[other] { $code }
  }
web-desk-money-consent = { $code ->
    [imported] Consta no cadastro
    [wrote] Escreveu primeiro
    [link] Entrou pelo próprio link
   *[told] Disse a uma pessoa da equipe
  }
web-desk-money-reason = { $code ->
    [forgot] Esqueceu
    [lost_invoice] Não recebeu ou perdeu o boleto
    [hardship] Dificuldade financeira
    [unemployment] Perdeu o emprego
    [illness] Doença
    [income_loss] Queda de renda
    [over_indebted] Mais contas do que consegue pagar
    [bereavement] Luto na família
    [separation] Separação
    [extra_expenses] Gasto inesperado
    [prices_up] Tudo ficou mais caro
    [name_lent] Emprestou o nome
    [disorganised] Desorganização
    [awaiting_income] Vai receber ainda
    [already_paid] Diz que já pagou
    [dispute] Não concorda com a conta
    [payment_problem] Problema ao pagar
    [other] Outro motivo
    [undisclosed] Prefere não dizer
   *[untold] Não informado
  }
web-desk-money-warning = { $code ->
    [opted-out] Pediu para não receber mensagens: só responda se escrever.
    [suppressed] Este contato é de outra pessoa: não escreva.
    [hardship] Está em dificuldade: vá com calma e ofereça o que cabe.
    [unserved] Não temos textos na língua desta pessoa: o robô escreve em português.
    [hold] Há um impedimento no cadastro: confira antes de falar da conta.
    [nudged] Já foi lembrado nos últimos dias sem responder.
   *[hours] Fora do horário de contato, das 9h às 18h, ou em domingo e feriado, só respondemos a quem escreve.
  }
web-desk-money-paused = Cobrança em pausa até { $until }.
web-desk-money-stopped = { $code ->
    [distress] Cobrança parada: sinais de sofrimento.
    [deceased] Cobrança parada: óbito.
    [opt_out] Cobrança parada: pediu silêncio.
    [wrong_person] Cobrança parada: pessoa errada.
    [dispute] Cobrança parada: conta contestada.
    [legal] Cobrança parada: advogado ou órgão de defesa.
   *[settled] Nada mais é devido.
  }
web-desk-money-consents = Consentimento
web-desk-money-consents-none = Nenhum registrado: só responda a quem escrever.
web-desk-money-log = Mensagens nossas nos últimos 7 dias
web-desk-money-log-none = Nenhuma.
web-desk-money-no-case = Nenhum caso foi passado a uma pessoa nesta conversa.
web-desk-money-slots = O que o cliente contou
web-desk-money-asked = O que o cliente pediu
web-desk-money-missed = O que o robô não entendeu
web-desk-money-words = Últimas palavras do cliente
web-desk-money-cases = Casos desta conversa
web-desk-money-case = { $code ->
    [asked] Pediu uma pessoa
    [distress] Sinais de sofrimento
    [deceased] Aviso de falecimento
    [dispute] Contestação
    [already_paid] Diz que já pagou
    [legal_threat] Advogado ou órgão de defesa
    [abuse] Ofensas repetidas
    [identity_failed] Identidade não confirmada
    [not_understood] O robô não entendeu
    [beyond_policy] Nenhuma proposta serviu
    [hardship] Dificuldade em que nada coube
    [over_indebted] Mais contas do que consegue pagar
    [prescribed] Conta antiga demais
    [data_problem] Cadastro a conferir
    [privacy] Pedido sobre dados pessoais
    [refused] Não quer pagar
    [payment_trouble] Problema com o código de pagamento
    [other] Outro assunto
    [taken] Assumida pela equipe
   *[broken] O programa não soube continuar
  }

### Encerrar

web-desk-money-outcome-ask = Como o caso terminou?
web-desk-money-outcome = { $code ->
    [agreement] Acordo
    [promise] Promessa
    [pause] Pausa
    [dispute_upheld] Contestação procedente
    [dispute_rejected] Contestação improcedente
    [paid] Pago
    [refused] Recusa
    [wrong_person] Pessoa errada
    [deceased] Óbito
    [opt_out] Não quer mensagens
   *[complaint] Reclamação
  }
web-desk-money-outcome-note = { $code ->
    [agreement] Há um acordo em andamento; o robô cuida dos lembretes.
    [promise] Precisa de valor e dia; o robô lembra na véspera.
    [pause] Precisa de um dia; ninguém cobra até lá.
    [dispute_upheld] As contas contestadas são canceladas, com os códigos de pagamento.
    [dispute_rejected] As contas contestadas voltam a valer.
    [paid] Sem pagamento à vista, fica como aviso a conferir e a cobrança para.
    [refused] O robô segue se o cliente escrever.
    [wrong_person] O contato é esquecido e nada mais sai para ele.
    [deceased] O contato se encerra e nada mais sai.
    [opt_out] Nada mais começa por nós.
   *[complaint] Abre protocolo com prazo de 7 dias; ninguém cobra até lá.
  }
web-desk-money-close-promise = Para uma promessa
web-desk-money-close-amount = Valor (R$)
web-desk-money-close-day = Dia
web-desk-money-close-until = No máximo { $until }.
web-desk-money-close-pause = Para uma pausa: até que dia
web-desk-money-close-words = Para uma reclamação: o que o cliente relata
web-desk-money-close-button = Encerrar
web-desk-money-owned = Esta conversa está com { $by }.
web-desk-money-not-yours = Assuma a conversa para fazer isto.
web-desk-refused-stopped = { $why ->
    [identity] A identidade ainda não foi confirmada: nada sobre a conta pode ser proposto.
    [not-taken] Assuma a conversa para fazer isto.
    [frozen] Uma proposta deste caso espera a supervisão. Retire-a ou aguarde.
    [changed] Os valores mudaram desde que a tela abriu. Confira de novo.
    [no-proposal] Não há proposta para retirar.
    [decided] Isto já foi decidido.
    [own] Ninguém decide sobre o próprio pedido.
    [authority] Vai além da sua alçada.
    [first_date] O primeiro vencimento está fora do prazo.
    [due_day] Esse dia do mês não é aceito.
    [count] São parcelas demais.
    [down_payment] A entrada é menor que a mínima.
    [instalment] A parcela ficaria menor que a mínima.
    [total] O total está abaixo do permitido.
    [income] Comprometeria demais a renda declarada.
    [invoices] Há uma conta que não está em aberto.
    [nothing] Diga ao menos uma condição.
    [typed] Algum campo não está em um formato que se entenda.
    [nothing_owed] Não há nada em aberto para propor.
    [not_overdue] A conta ainda não venceu.
    [prescribed] A conta é antiga demais para ser cobrada.
    [unaffordable] Nada do que é permitido cabe na renda declarada.
    [no-outcome] Escolha como o caso terminou.
    [no-agreement] Não há acordo em andamento.
    [no-dispute] Não há conta contestada.
    [no-words] Escreva o que o cliente relata.
    [promise-past] O dia da promessa já passou.
    [promise-day] A promessa precisa de um dia.
    [promise-too-far] O dia da promessa passa do que a política permite.
    [promise-used-up] Já houve promessas demais neste período.
    [promise-amount] A promessa precisa de um valor de até o que é devido.
    [pause-past] O dia da pausa já passou.
    [pause-day] A pausa precisa de um dia.
    [pause-too-far] A pausa passa do que a política permite.
   *[other] Isto não pode ser feito agora.
  }

### Aprovações

web-desk-money-approval = Pedido de aprovação
web-desk-money-approvals-none = Nada espera aprovação.
web-desk-money-approval-why = Motivo, se recusar
web-desk-money-approve = Aprovar e enviar
web-desk-money-refuse = Recusar
web-desk-money-own = O pedido é seu: outra pessoa decide.
web-desk-money-expired = Os valores mudaram desde o pedido, então ele venceu. Quem pediu pode propor de novo.
web-desk-money-to-conversation = Ver a conversa
