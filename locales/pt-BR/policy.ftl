# Por que uma oferta é como é. As chaves são as de domain/policy/explain/keys.rs.

## Para quem atende: tudo

explain-under = Política { $policy }, faixa { $band }, degrau { $rung }.
explain-concessions-left = { $count ->
    [0] Não há mais degraus para ceder.
    [1] Ainda há { $count } degrau para ceder.
   *[other] Ainda há { $count } degraus para ceder.
  }
explain-valid-until = As ofertas valem até { DATE($until) }.
explain-escalation = O pedido, de { MONEY($total) } no total, cabe na alçada { $authority ->
    [agent] de quem atende
    [supervisor] da supervisão
   *[bot] do robô
  }.

explain-step-invoice = Fatura { $invoice }: { MONEY($principal) } + multa { MONEY($fine) } + juros { MONEY($interest) }, { $days ->
    [0] ainda sem atraso
    [1] { $days } dia de atraso
   *[other] { $days } dias de atraso
  }.
explain-step-owed = Devido hoje: { MONEY($principal) } + multa { MONEY($fine) } + juros { MONEY($interest) } = { MONEY($total) }.
explain-step-waived = { $family ->
    [cash] À vista
   *[plan] Parcelado
  }: descontados { MONEY($fine) } da multa, { MONEY($interest) } dos juros e { MONEY($principal) } do principal; ficam { MONEY($left) }.
explain-step-payments = { $family ->
    [cash] À vista: { MONEY($total) } até { DATE($last-due) }.
   *[plan] Parcelado: { $has-down ->
        [yes] entrada de { MONEY($down) } mais { $count }
       *[no] { $count }
      } × { MONEY($instalment) } (a última, { MONEY($last) }), de { DATE($first-due) } a { DATE($last-due) }, total { MONEY($total) }.
  }
explain-step-interest = Juros do parcelamento: { PERCENT($monthly) } ao mês; custo efetivo total (CET) de { PERCENT($cet) } ao ano.

explain-reason-band = Faixa { $band }: a fatura mais antiga tem { $days ->
    [1] { $days } dia
   *[other] { $days } dias
  } de atraso.
explain-reason-segment = Perfil: { $segment ->
    [temporary] atraso passageiro
    [chronic] atraso recorrente
   *[undefined] indefinido
  }. A pessoa pode contestar.
explain-reason-hardship = Dificuldade informada: sem encargos, mais parcelas, parcela menor, sem entrada e prazo maior para a primeira.
explain-reason-chronic = Atraso recorrente: um degrau a menos, entrada maior e principal inteiro.
explain-reason-after-broken = { $count ->
    [1] { $count } acordo quebrado: menos degraus.
   *[other] { $count } acordos quebrados: menos degraus.
  }
explain-reason-no-discount = Um acordo foi quebrado há pouco: por enquanto, sem desconto do principal.
explain-reason-waiting = Esperar não barateia: nunca menos que { MONEY($least) }, que já era possível antes.
explain-reason-resumed = A negociação continua de onde parou, com { $moves ->
    [1] { $moves } concessão feita
   *[other] { $moves } concessões feitas
  }.
explain-reason-forgotten = A negociação anterior já foi esquecida; esta começa do início.
explain-reason-frozen = As ofertas feitas seguem valendo, com os mesmos números, até { DATE($until) }.
explain-reason-no-plan = Esta faixa não tem parcelamento.
explain-reason-too-small = O valor não dá duas parcelas de { MONEY($minimum) }; só à vista.
explain-reason-income = Nenhum parcelamento cabe: da renda informada sobram { MONEY($room) } por mês acima do mínimo protegido.
explain-reason-fits-monthly = { $count } parcelas: o menor número que cabe em { MONEY($monthly) } por mês.
explain-reason-monthly-out-of-reach = Nem { $count } parcelas, o máximo, cabem em { MONEY($monthly) } por mês.
explain-reason-usual-count = { $count } parcelas: ninguém disse quanto cabe por mês, então cerca de metade do máximo.
explain-reason-due-day = Vencimento no dia { $day } de cada mês, como pedido.
explain-reason-first-date = Primeiro pagamento em { DATE($date) }, como pedido.
explain-reason-first-date-out-of-reach = A data pedida não cabe; a primeira pode ser até { DATE($latest) }.
explain-reason-granted = Alçada: { $authority ->
    [agent] quem atende
    [supervisor] supervisão
   *[bot] robô
  }.

explain-fact-late = Atrasos nos últimos 12 meses: { $count }.
explain-fact-late-unknown = Não se sabe quantos atrasos houve nos últimos 12 meses.
explain-fact-broken = Acordos quebrados: { $count }.
explain-fact-seeking = Negociações levadas até o fim sem acordo: { $count }.
explain-fact-reason = Motivo informado: { $reason ->
    [forgot] esqueceu
    [lost_invoice] não recebeu ou perdeu a fatura
    [hardship] dificuldade
    [unemployment] desemprego
    [illness] doença
    [income_loss] queda de renda
    [over_indebted] superendividamento
    [bereavement] luto
    [separation] separação
    [extra_expenses] gastos inesperados
    [prices_up] preços mais altos
    [name_lent] emprestou o nome
    [disorganised] desorganização
    [awaiting_income] espera receber
    [already_paid] diz que já pagou
    [dispute] não concorda com a dívida
    [payment_problem] o pagamento falhou
    [other] outro
   *[undisclosed] preferiu não dizer
  }.

## Para quem deve: pouco e claro

explain-customer-owed = Hoje são { MONEY($total) }: { MONEY($principal) } da fatura, { MONEY($fine) } de multa e { MONEY($interest) } de juros por { $days ->
    [1] { $days } dia
   *[other] { $days } dias
  } de atraso.
explain-customer-saved-cash = À vista, você deixa de pagar { MONEY($sum) }.
explain-customer-saved-plan = Parcelando, você deixa de pagar { MONEY($sum) }.
explain-customer-hardship = Como o momento está difícil, tirei os encargos e deixei as parcelas menores.
explain-customer-fits-monthly = Com { $count } parcelas, cabe nos { MONEY($monthly) } por mês que você disse.
explain-customer-monthly-out-of-reach = Mesmo no maior número de parcelas, { $count }, não chega a { MONEY($monthly) } por mês; esta é a que mais se aproxima.
explain-customer-due-day = As parcelas vencem no dia { $day }, como você pediu.
explain-customer-first-date = O primeiro pagamento fica para { DATE($date) }, como você pediu.
explain-customer-first-date-out-of-reach = O primeiro pagamento pode ser até { DATE($latest) }.
explain-customer-too-small = Parcelas têm no mínimo { MONEY($minimum) }; para este valor, só há à vista.
explain-customer-frozen = Esta proposta continua valendo até { DATE($until) }.

## O que se responde a uma contraproposta

explain-accepted = Fechado: é como você pediu.
explain-better = Pode ser melhor para você: { MONEY($total) } no total.
explain-limit-first-date = O primeiro pagamento pode ser até { DATE($latest) }; à vista, até { DATE($cash) }.
explain-limit-due-day = Nem todo dia do mês pode ser dia de vencimento; usei o mais próximo.
explain-limit-count = Consigo dividir em até { $count ->
    [1] { $count } vez
   *[other] { $count } vezes
  }.
explain-limit-down-payment = A entrada precisa ser de pelo menos { MONEY($sum) } e deixar valor para as parcelas.
explain-limit-instalment = Cada parcela precisa ter pelo menos { MONEY($sum) }.
explain-limit-total = Esse valor total ficou abaixo do que posso fechar agora.
explain-limit-income = Assim sobrariam menos de { MONEY($protected) } por mês da sua renda, e isso eu não proponho.
explain-limit-invoices = Não encontrei essa fatura entre as que estão em aberto.
explain-limit-nothing = Não entendi o que mudar na proposta.

explain-refusal-nothing-owed = Não há nada em aberto.
explain-refusal-not-overdue = Ainda não venceu: não há nada a negociar.
explain-refusal-prescribed = A fatura { $invoice } prescreveu em { DATE($since) } e não pode mais ser cobrada.
explain-refusal-unaffordable = Nada do que posso oferecer deixaria { MONEY($protected) } por mês para viver; a cobrança pode parar por até { $days ->
    [1] { $days } dia
   *[other] { $days } dias
  }.

### Mudança de vencimento

explain-due-date-moved = A próxima parcela passa de { DATE($from) } para { DATE($to) }.
explain-due-date-day = As parcelas que faltam vencem no dia { $day } de cada mês.
explain-due-date-times = Mudanças usadas neste acordo: { $used } de { $times }.
explain-due-date-not-active = O acordo não está mais em andamento; o vencimento não muda.
explain-due-date-often = { $times ->
    [0] A política não deixa mudar o vencimento sem uma pessoa.
    [1] O vencimento já mudou a única vez que a política permite.
   *[other] O vencimento já mudou as { $times } vezes que a política permite.
}
explain-due-date-past = O dia pedido já passou.
explain-due-date-too-far = O dia pedido fica depois de { DATE($latest) }, o último que a política permite.
explain-due-date-no-day = A política não deixa mudar para esse dia do mês.
explain-due-date-same = O vencimento já é nesse dia.
