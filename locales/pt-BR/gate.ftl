# Por que uma dívida pode, ou não pode, ser lembrada por nós primeiro.
# As chaves são os códigos de domain/debt/gate.rs.

gate-check-sent = Fatura enviada
gate-check-complete = Fatura completa
gate-check-matches-contract = Valor igual ao do contrato
gate-check-overdue = Vencida há pelo menos um dia
gate-check-above-tolerance = Acima do valor mínimo
gate-check-not-paid = Não paga
gate-check-not-disputed = Não contestada nem cancelada
gate-check-not-prescribed = Não prescrita
gate-check-no-hold = Sem bloqueio
gate-check-no-opt-out = Sem pedido de silêncio

gate-outcome-passed = sim
gate-outcome-failed = não
gate-outcome-unknown = não se sabe

gate-may-contact = Pode haver contato.
gate-no-contact = Não pode haver contato.

gate-no-evidence-of-sending = não há registro de que a fatura foi enviada (coluna sent_on)
gate-sent-later = o envio está marcado para { DATE($on) }
gate-incomplete = faltam dados: { $missing }
gate-no-contract-amount = não se sabe o valor do contrato (coluna contract_amount)
gate-differs-from-contract = a fatura cobra { MONEY($billed) } e o contrato diz { MONEY($contract) }
gate-not-overdue = só está vencida a partir de { DATE($late_from) }
gate-within-tolerance = restam { MONEY($left) }, e até { MONEY($tolerance) } ninguém é procurado
gate-paid = já foi paga
gate-paid-unreconciled = já entraram { MONEY($received) }: falta conferir e dar baixa
gate-disputed = o cliente contesta a dívida
gate-cancelled = a fatura foi cancelada
gate-prescribed = prescreveu em { DATE($since) }
gate-invoice-held = a dívida está bloqueada: { $reason }
gate-customer-held = o cliente está bloqueado: { $reason }
gate-opted-out = o cliente pediu para não receber mensagens
