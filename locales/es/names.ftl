# Cómo aparecen, en las páginas, lo que una persona quiso decir y los pasos del flujo. Lo que no tiene
# nombre aquí aparece con el código que tiene en los archivos.

# lo que se entiende de un mensaje
meaning-greet = saluda
meaning-affirm = dice que sí
meaning-deny = dice que no
meaning-thanks = agradece
meaning-goodbye = se despide
meaning-repeat = no entendió, quiere oírlo de nuevo
meaning-menu = quiere ver las opciones
meaning-forgot = se olvidó de pagar
meaning-lost-invoice = no recibió o perdió la factura
meaning-hardship = pasa por una dificultad
meaning-awaiting-income = espera cobrar
meaning-already-paid = dice que ya pagó
meaning-dispute = no está de acuerdo con la deuda o el valor
meaning-wrong-person = no es la persona que se busca
meaning-third-party = habla por otra persona
meaning-deceased = avisa de un fallecimiento
meaning-refuse-to-pay = no quiere pagar
meaning-cannot-afford = no puede pagar lo propuesto
meaning-ask-discount = pide un descuento
meaning-ask-instalments = pide pagar en cuotas
meaning-counter-offer = propone otras condiciones
meaning-promise-to-pay = dice cuándo va a pagar
meaning-change-due-date = pide otra fecha
meaning-ask-details = pregunta qué debe
meaning-ask-pix = pide el Pix
meaning-ask-boleto = pide el boleto
meaning-ask-receipt = pide un documento
meaning-ask-consequences = pregunta qué pasa si no paga
meaning-who-are-you = pregunta quién habla
meaning-is-scam = sospecha de un engaño
meaning-payment-problem = intentó pagar y no pudo
meaning-ask-human = quiere hablar con una persona
meaning-busy-now = ahora no puede
meaning-opt-out = no quiere más mensajes
meaning-privacy-request = pregunta por sus datos
meaning-legal-threat = habla de un abogado o del Procon
meaning-abusive = ofende
meaning-distress = puede estar en peligro
meaning-out-of-scope = habla de otra cosa
meaning-negotiate = quiere negociar
meaning-pay-now = quiere pagar ahora
meaning-settle = quiere pagar todo de una vez
meaning-will-think = lo va a pensar
meaning-acknowledge = entendió, sin decir que sí
meaning-cancel-agreement = quiere deshacer el acuerdo

# de qué tipo
detail-unemployed = sin empleo
detail-income-drop = gana menos
detail-illness = enfermedad
detail-bereavement = duelo
detail-separation = separación
detail-extra-expenses = otros gastos
detail-over-indebted = muchas deudas
detail-name-lent = prestó su nombre
detail-disorganised = se le desordenaron las cuentas
detail-prices-up = todo más caro
detail-approval = falta una aprobación
detail-strategic = espera un descuento mayor
detail-extension = más plazo, por esta vez
detail-due-day = otro día del mes
detail-origin = de qué es
detail-breakdown = por qué tanto
detail-agreement = cómo está el acuerdo
detail-receipt = recibo
detail-discharge = constancia de pago total
detail-contract = contrato
detail-listing = nombre en el registro de deudas
detail-removal = salir del registro
detail-court = proceso
detail-service = corte del servicio
detail-growth = cuánto crece
detail-prescription = cuándo prescribe
detail-card = la tarjeta
detail-code = el código
detail-bank = el banco
detail-paid = pagado
detail-scheduled = programado
detail-unknown-debt = no conoce la deuda
detail-fraud = fraude
detail-wrong-amount = el valor
detail-duplicate = cobrado dos veces
detail-dissatisfied = mal producto o servicio
detail-not-delivered = no fue entregado
detail-cancelled-before = cancelado antes
detail-prescribed = demasiado antigua
detail-access = copia de los datos
detail-erasure = borrar
detail-correction = corregir
detail-source = de dónde vinieron
detail-review = revisión de una persona
detail-start-over = desde el principio

# los flujos
flow-negotiation = Negociación

# los pasos: quién está ahí
step-hello = Saludo
step-open = Quién está ahí
step-identify = Confirma la identidad
step-locked = Identidad bloqueada
step-cannot-verify = No se puede confirmar

# dónde está la conversación
step-menu = Dónde va la conversación
step-start-over = Vuelve a empezar
step-details = Muestra la cuenta
step-details-told = Cuenta en detalle
step-details-back = Vuelve tras los detalles
step-back = Vuelve a lo preguntado
step-options = Qué opciones hay
step-choose = Menú de opciones
step-debts = Lo que está pendiente
step-no-offer = Sin propuesta que hacer
step-nothing-due = Nada pendiente
step-prescribed = Deuda prescrita
step-review = Cuenta en revisión

# por qué se atrasó
step-route = Camino según el motivo
step-ask-reason = Pregunta el motivo
step-forgot = Se olvidó de pagar
step-other-reason = Otro motivo
step-lost-invoice = Perdió la factura
step-resend = Segunda copia
step-resent = Tras la segunda copia
step-no-boleto = Sin boleto que valga
step-pix-instead = Pix en lugar del boleto
step-boleto-chosen = Eligió el boleto
step-waiting-income = Espera cobrar

# dificultad
step-hardship = Dificultad
step-hardship-kind = Qué dificultad es
step-gentle = Duelo o enfermedad
step-hardship-care-asked = Cuánto puede, con cuidado
step-name-lent = Prestó su nombre
step-name-lent-told = Nombre prestado: hablan
step-disorganised = Se le desordenó
step-which-day = Qué día le viene bien
step-disorganised-offers = Propuestas tras desorden
step-hardship-care = Cuánto puede al mes
step-income = ¿Mirar los ingresos?
step-ask-income = Pregunta los ingresos
step-hardship-offers = Propuestas con cuidado
step-capacity = Le parece caro
step-ask-capacity = Pregunta cuánto puede
step-over-indebted = Muchas deudas
step-over-indebted-human = Muchas deudas: persona

# propuestas
step-offers = Propuestas
step-confirm = Confirma el acuerdo
step-pay-now = Quiere pagar ahora
step-pay-whole = Pagar todo al contado
step-pay = Pago
step-payment-trouble = Falló crear el código
step-exhausted = Propuestas agotadas
step-last-offer = Última propuesta
step-beyond-policy = Fuera de la política
step-thinking = Lo va a pensar
step-busy = Ahora no puede
step-callback-over = Hora de retomar
step-refusing = No quiere pagar
step-refusing-ask = Salidas para quien rehúsa
step-refused = Rehusó
step-strategic = Espera gran descuento
step-authority = Dice que lo autorizaron

# promesa y pausa
step-promise = Promesa
step-promised = Promesa hecha
step-pause = Pausa
step-paused = En pausa
step-care-human = Persona que acompaña

# lo que detiene el cobro
step-paid-claim = Dice que ya pagó
step-claim-noted = Pago avisado
step-await-proof = Espera el comprobante
step-claim-proved = Comprobante recibido
step-claim-waits = Pago programado
step-file = Archivo que llegó
step-file-other = Archivo guardado
step-dispute-route = No está de acuerdo
step-charges-explained = Cargos explicados
step-charges-question = Duda sobre los cargos
step-dispute = Reclamo
step-dispute-amount = Reclama el valor
step-dispute-evidence = Pruebas del reclamo
step-dispute-opened = Reclamo abierto
step-others = Las otras cuentas
step-with-the-team = Con el equipo
step-distress = Sufrimiento
step-distress-human = Sufrimiento: persona ya
step-deceased = Fallecimiento
step-deceased-human = Fallecimiento: persona
step-legal = Habla de un abogado
step-legal-human = Abogado: persona
step-opt-out = No quiere mensajes
step-wrong-person = Persona equivocada
step-stranger = Era un error
step-silent = Silencio
step-right-person = Era la persona
step-owing = Lo que debe la persona
step-third-party = Habla otra persona
step-third-party-ask = ¿Está el titular?

# el acuerdo en curso
step-how-it-stands = Cómo está la cuenta
step-how-the-agreement-stands = Cómo está el acuerdo
step-agreement-running = Acuerdo en curso
step-running = Qué hacer del acuerdo
step-change-terms = Quiere otras condiciones
step-change-terms-paid = Otras condiciones: ya pagó
step-change-terms-how = Cómo cambiar el acuerdo
step-undo = Deshacer el acuerdo
step-undone = Acuerdo deshecho
step-undo-paid = Deshacer: ya pagó
step-no-agreement = No hay acuerdo
step-kept = Queda como está
step-done-quietly = Termina sin más

# otra fecha
step-change-date = Otra fecha
step-change-day = Otro día del mes
step-ask-day = Pregunta el día
step-due-date = Cambia el vencimiento
step-date-moved = Vencimiento cambiado
step-due-date-person = Vencimiento: persona

# todo de una vez
step-settle = Pagar todo
step-negotiate = Quiere negociar
step-pay-off = Paga todo el acuerdo
step-agreed-next = Después del acuerdo
step-agreed-others = Recuerda las otras cuentas
step-agreed = Acuerdo hecho
step-promise-limit = Demasiadas promesas

# personas
step-human = Asesor
step-not-understood = No se entendió
step-abuse = Ofensas

# no se pudo pagar
step-payment-problem = Problema al pagar
step-which-problem = Cuál es el problema
step-code-failed = El código no sirvió
step-new-code = Código nuevo
step-pay-again = Pagar de nuevo
step-code-human = Código: persona
step-no-card = La tarjeta no sirve
step-bank-down = Banco sin servicio
step-bank-later = Intenta más tarde
step-paid-wrong = Pagó mal
step-paid-wrong-note = Anota el pago errado

# papeles y datos
step-paper-which = Qué documento quiere
step-receipt = Recibo
step-discharge = Constancia de pago total
step-contract = Contrato
step-privacy-which = Qué pide de sus datos
step-data-access = Acceso a los datos
step-data-erasure = Borrar datos
step-data-review = Revisión de una persona
step-data-correction = Corregir datos
step-data-correction-note = Anota la corrección
step-asked-before = Pedido de antes
step-answered = Respondido
step-done = Despedida
