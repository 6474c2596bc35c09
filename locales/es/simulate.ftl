# Lo que muestra el comando “simulate”.

simulate-running = Simulando
simulate-customers = Clientes
simulate-contacted = Contactados
simulate-replied = Respondieron
simulate-verified = Identificados
simulate-reason-told = Contaron el motivo
simulate-offered = Recibieron una propuesta
simulate-agreed = Cerraron un acuerdo
simulate-paid-first = Pagaron la primera parte
simulate-settled = Pagaron todo el acuerdo
simulate-broken = Incumplieron el acuerdo
simulate-promised = Prometieron pagar
simulate-promise-kept = Cumplieron la promesa
simulate-paused = Quedaron en pausa
simulate-handed-off = Fueron a una persona
simulate-stopped = Cobranza cerrada
simulate-misses = Mensajes no entendidos
simulate-owed = Se debía al comienzo
simulate-agreed-total = Acordado
simulate-recovered = Recibido
simulate-discount = Descuento dado
simulate-sum = { MONEY($sum) }
simulate-handoffs = A una persona, por motivo:
simulate-kinds-header = Tipo de cliente           total  identif.  acuerdos  1ª parte  persona         recibido

simulate-kind-forgetful = se olvidó
simulate-kind-lost-invoice = perdió el boleto
simulate-kind-hardship = en dificultad
simulate-kind-awaiting-income = espera un pago
simulate-kind-bargainer = siempre pide más
simulate-kind-already-paid = dice que pagó
simulate-kind-disputer = reclama
simulate-kind-silent = no responde
simulate-kind-wrong-person = otra persona
simulate-kind-angry = enojado
simulate-kind-distressed = con sufrimiento
simulate-kind-opt-out = pide silencio
simulate-kind-suspicious = teme una estafa
simulate-kind-human-seeker = quiere una persona

simulate-reason-asked = pidió una persona
simulate-reason-distress = sufrimiento
simulate-reason-deceased = fallecimiento
simulate-reason-dispute = reclamación
simulate-reason-already-paid = dice que ya pagó
simulate-reason-legal-threat = abogado u organismo mencionado
simulate-reason-abuse = ofensas
simulate-reason-identity-failed = identidad no probada
simulate-reason-not-understood = no entendido
simulate-reason-beyond-policy = más allá de la política
simulate-reason-hardship = dificultad sin salida
simulate-reason-over-indebted = demasiadas deudas
simulate-reason-prescribed = deuda prescrita
simulate-reason-data-problem = datos por revisar
simulate-reason-privacy = datos personales
simulate-reason-refused = no quiso pagar
simulate-reason-payment-trouble = problema con el pago
simulate-reason-other = otro asunto
simulate-reason-loop-guard = conversación sin fin
simulate-reason-broken = conversación rota

# Dos contenidos lado a lado.
simulate-impact-header = Medida                                         antes           después        diferencia  intervalo del 95 %
simulate-impact-measure = { $code ->
    [agreed] Cerraron un acuerdo
    [agreed-total] Acordado
    [discount] Descuento dado
    [paid-first] Pagaron la primera parte
    [recovered] Recibido
    [broken] Rompieron el acuerdo
    [handed-off] Pasaron a una persona
    [hardship-agreed] En dificultad: cerraron acuerdo
    [hardship-paused] En dificultad: en pausa
    [hardship-handed-off] En dificultad: a una persona
   *[hardship-broken] En dificultad: rompieron
  }
simulate-impact-sure = { $sure ->
    [more] aumenta
    [less] disminuye
    [same] no cambia
   *[unsure] no se puede decir
  }
simulate-impact-floor = Propuestas por debajo del piso: { $before } antes, { $after } después
