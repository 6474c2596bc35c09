# Por qué podemos, o no podemos, ser los primeros en recordar una deuda.
# Las claves son los códigos de domain/debt/gate.rs.

gate-check-sent = Factura enviada
gate-check-complete = Factura completa
gate-check-matches-contract = Valor igual al del contrato
gate-check-overdue = Vencida hace al menos un día
gate-check-above-tolerance = Por encima del valor mínimo
gate-check-not-paid = Sin pagar
gate-check-not-disputed = Ni reclamada ni cancelada
gate-check-not-prescribed = Sin prescribir
gate-check-no-hold = Sin bloqueo
gate-check-no-opt-out = Sin pedido de silencio

gate-outcome-passed = sí
gate-outcome-failed = no
gate-outcome-unknown = no se sabe

gate-may-contact = Se puede escribir.
gate-no-contact = No se puede escribir.

gate-no-evidence-of-sending = no consta que la factura se haya enviado (columna sent_on)
gate-sent-later = el envío está marcado para el { DATE($on) }
gate-incomplete = faltan datos: { $missing }
gate-no-contract-amount = no se conoce el valor del contrato (columna contract_amount)
gate-differs-from-contract = la factura cobra { MONEY($billed) } y el contrato dice { MONEY($contract) }
gate-not-overdue = solo está vencida desde el { DATE($late_from) }
gate-within-tolerance = quedan { MONEY($left) }, y hasta { MONEY($tolerance) } no se busca a nadie
gate-paid = ya está pagada
gate-paid-unreconciled = ya entraron { MONEY($received) }: falta revisar y darla por pagada
gate-disputed = el cliente reclama la deuda
gate-cancelled = la factura fue cancelada
gate-prescribed = prescribió el { DATE($since) }
gate-invoice-held = la deuda está bloqueada: { $reason }
gate-customer-held = el cliente está bloqueado: { $reason }
gate-opted-out = el cliente pidió no recibir mensajes
