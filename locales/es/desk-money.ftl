# El dinero en la atención: lo que la persona del equipo propone, cómo termina un caso, y los paneles.

### Paneles

web-desk-nav-approvals = Aprobaciones
web-desk-money-back = Volver a la conversación
web-desk-money-customer = Cliente
web-desk-money-debts = Deuda y acuerdo
web-desk-money-context = Contexto
web-desk-money-close = Cerrar el caso
web-desk-money-day = { DATE($day, style: "full") }
web-desk-money-label = { $code ->
    [owed] Se debe hoy
    [cash] De una vez, entre
    [plan] En cuotas, entre
    [count] Cuotas, como máximo
    [instalment] Cuota mínima
    [down] Entrada mínima
    [first] Primer vencimiento, hasta
    [cash-due] De una vez, hasta
    [status] Situación
    [protocol] Protocolo
    [total] Total
    [received] Ya pagado
    [rule] Regla de la política
    [name] Nombre
    [identity] Identidad
    [channel] Canal
    [phone] Teléfono
    [email] Correo
    [calls-themselves] Nombre en el canal
    [language] Idioma
    [late] Atrasos en 12 meses
    [broken] Acuerdos incumplidos
    [reason] Motivo del atraso
    [heard] Último mensaje del cliente
    [asked-by] Pedido por
    [asked-at] Pedido el
    [monthly] Puede al mes
    [amount] Valor que dijo
    [said-down] Entrada que dijo
    [income] Ingresos que contó
    [said-count] Cuotas que dijo
    [said-date] Fecha que dijo
    [due-day] Día que prefiere
   *[other] { $code }
  }
web-desk-money-range = { $least } y { $most }
web-desk-money-down = Entrada de { $sum } hasta el { DATE($due, style: "full") }.
web-desk-money-cash = De una vez: { $total } hasta el { DATE($first, style: "full") }.
web-desk-money-plan = { $count } cuotas de { $each } (la última, { $last }), la primera el { DATE($first, style: "full") }. Total: { $total }.
web-desk-money-waived = Descuento de { $waived } sobre { $owed }.
web-desk-money-cet = Intereses de { $rate } al mes; costo efectivo total de { $cet } al año.
web-desk-money-until = Vale hasta el { DATE($until, style: "full") }.
web-desk-money-owed-title = Lo que se debe
web-desk-money-col-product = Producto
web-desk-money-col-due = Vencimiento
web-desk-money-col-today = Hoy
web-desk-money-col-status = Situación
web-desk-money-col-sum = Valor
web-desk-money-col-paid = Pagado el
web-desk-money-open = pendiente
web-desk-money-invoice = { $code ->
    [open] Pendiente
    [paid] Pagada
    [cancelled] Cancelada
   *[disputed] Reclamada
  }
web-desk-money-agreement = { $code ->
    [active] En marcha
    [settled] Pagado por completo
    [broken] Incumplido
   *[cancelled] Deshecho
  }
web-desk-money-room = Hasta dónde puede llegar
web-desk-money-simulator = Simulador
web-desk-money-form = Cómo pagar
web-desk-money-form-cash = De una vez
web-desk-money-form-plan = En cuotas
web-desk-money-field-count = Cuotas
web-desk-money-field-down = Entrada (R$)
web-desk-money-field-total = Total (R$)
web-desk-money-field-first = Primer vencimiento
web-desk-money-simulate = Simular
web-desk-money-typed = { $field ->
    [total] El total no es un valor en reales, como 350,90.
    [entrada] La entrada no es un valor en reales, como 50,00.
    [parcelas] El número de cuotas no es un número entero.
   *[primeiro] El primer vencimiento no es una fecha.
  }
web-desk-money-verdict = { $code ->
    [accepted] Puede ser así.
    [better] Lo que ya vale es mejor para el cliente, así que vale eso:
    [first_date] El primer vencimiento está fuera del plazo. Lo más cercano:
    [due_day] Ese día del mes no se acepta. Lo más cercano:
    [count] Son demasiadas cuotas. Lo más cercano:
    [down_payment] La entrada es menor que la mínima. Lo más cercano:
    [instalment] La cuota quedaría menor que la mínima. Lo más cercano:
    [total] El total está por debajo de lo que puede conceder. Lo más cercano:
    [income] Comprometería demasiado los ingresos que contó. Lo más cercano:
    [invoices] Hay una cuenta que no está pendiente.
   *[nothing] Diga al menos una condición: cuotas, entrada, total o fecha.
  }
web-desk-money-propose = { $code ->
    [exact] Proponer al cliente
   *[other] Proponer esta al cliente
  }
web-desk-money-beyond = Con aprobación de la supervisión podría ser así:
web-desk-money-ask-approval = Pedir aprobación
web-desk-money-why = Por qué es así
web-desk-money-waits = Una propuesta espera a la supervisión. Hasta entonces no sale ninguna otra de este caso.
web-desk-money-withdraw = Retirar la propuesta
web-desk-money-agreement-title = Acuerdo
web-desk-money-pix = Pix de { $sum } para pagar
web-desk-money-pix-alt = Código QR del Pix
web-desk-money-pix-code = Pix para copiar y pegar
web-desk-money-payments = Pagos
web-desk-money-history = Propuestas
web-desk-money-bot = Robot
web-desk-money-proposal = { $code ->
    [waiting] Espera a la supervisión
    [said] Enviada
    [agreed] Aceptada
    [declined] No la quiso
    [withdrawn] Retirada
    [replaced] Cambiada por otra
    [refused] Rechazada por la supervisión
   *[expired] Vencida
  }
web-desk-money-document = CPF o CNPJ
web-desk-money-reveal = Mostrar completo
web-desk-money-reveal-note = Queda registrado quién lo vio y cuándo.
web-desk-money-identity = { $code ->
    [verified] Confirmada
    [locked] Bloqueada después de tres intentos
   *[unknown] Sin confirmar: no hable de la cuenta antes de eso
  }
web-desk-money-channel = { $code ->
    [whatsapp] WhatsApp
    [telegram] Telegram
    [web] Chat en el sitio
   *[other] { $code }
  }
web-desk-money-consent = { $code ->
    [imported] Consta en el registro
    [wrote] Escribió primero
    [link] Entró por su propio enlace
   *[told] Se lo dijo a una persona del equipo
  }
web-desk-money-reason = { $code ->
    [forgot] Se olvidó
    [lost_invoice] No recibió o perdió el boleto
    [hardship] Dificultad económica
    [unemployment] Perdió el trabajo
    [illness] Enfermedad
    [income_loss] Bajaron los ingresos
    [over_indebted] Más cuentas de las que puede pagar
    [bereavement] Duelo en la familia
    [separation] Separación
    [extra_expenses] Gasto inesperado
    [prices_up] Todo se puso más caro
    [name_lent] Prestó su nombre
    [disorganised] Desorden con las cuentas
    [awaiting_income] Espera un pago
    [already_paid] Dice que ya pagó
    [dispute] No está de acuerdo con la cuenta
    [payment_problem] Problema al pagar
    [other] Otro motivo
    [undisclosed] Prefiere no decirlo
   *[untold] No informado
  }
web-desk-money-warning = { $code ->
    [opted-out] Pidió no recibir mensajes: responda solo si escribe.
    [suppressed] Este contacto es de otra persona: no escriba.
    [hardship] Está en dificultad: vaya con calma y ofrezca lo que pueda pagar.
    [unserved] No tenemos textos en el idioma de esta persona: el robot escribe en portugués.
    [hold] Hay un impedimento en el registro: revíselo antes de hablar de la cuenta.
    [nudged] Ya recibió un recordatorio en los últimos días y no respondió.
   *[hours] Fuera del horario de contacto, de 9 a 18 h, o en domingo y feriado, solo respondemos a quien escribe.
  }
web-desk-money-paused = Cobranza en pausa hasta el { $until }.
web-desk-money-stopped = { $code ->
    [distress] Cobranza detenida: señales de sufrimiento.
    [deceased] Cobranza detenida: fallecimiento.
    [opt_out] Cobranza detenida: pidió silencio.
    [wrong_person] Cobranza detenida: persona equivocada.
    [dispute] Cobranza detenida: cuenta reclamada.
    [legal] Cobranza detenida: abogado u organismo de defensa.
   *[settled] Ya no se debe nada.
  }
web-desk-money-consents = Consentimiento
web-desk-money-consents-none = Ninguno registrado: responda solo a quien escriba.
web-desk-money-log = Mensajes nuestros en los últimos 7 días
web-desk-money-log-none = Ninguno.
web-desk-money-no-case = En esta conversación no se pasó ningún caso a una persona.
web-desk-money-slots = Lo que contó el cliente
web-desk-money-asked = Lo que pidió el cliente
web-desk-money-missed = Lo que el robot no entendió
web-desk-money-words = Últimas palabras del cliente
web-desk-money-cases = Casos de esta conversación
web-desk-money-case = { $code ->
    [asked] Pidió una persona
    [distress] Señales de sufrimiento
    [deceased] Aviso de fallecimiento
    [dispute] Reclamación
    [already_paid] Dice que ya pagó
    [legal_threat] Abogado u organismo de defensa
    [abuse] Ofensas repetidas
    [identity_failed] Identidad sin confirmar
    [not_understood] El robot no entendió
    [beyond_policy] Ninguna propuesta le sirvió
    [hardship] Dificultad en la que nada cupo
    [over_indebted] Más cuentas de las que puede pagar
    [prescribed] Cuenta demasiado antigua
    [data_problem] Registro por revisar
    [privacy] Pedido sobre datos personales
    [refused] No quiere pagar
    [payment_trouble] Problema con el código de pago
    [other] Otro asunto
    [taken] La tomó el equipo
   *[broken] El programa no supo seguir
  }

### Cerrar

web-desk-money-outcome-ask = ¿Cómo terminó el caso?
web-desk-money-outcome = { $code ->
    [agreement] Acuerdo
    [promise] Promesa
    [pause] Pausa
    [dispute_upheld] Reclamación con razón
    [dispute_rejected] Reclamación sin razón
    [paid] Pagado
    [refused] No quiso
    [wrong_person] Persona equivocada
    [deceased] Fallecimiento
    [opt_out] No quiere mensajes
   *[complaint] Queja
  }
web-desk-money-outcome-note = { $code ->
    [agreement] Hay un acuerdo en marcha; el robot se ocupa de los recordatorios.
    [promise] Necesita valor y día; el robot lo recuerda el día antes.
    [pause] Necesita un día; hasta entonces nadie cobra.
    [dispute_upheld] Las cuentas reclamadas se cancelan, con los códigos de pago.
    [dispute_rejected] Las cuentas reclamadas vuelven a valer.
    [paid] Si no se ve un pago, queda como aviso por revisar y la cobranza se detiene.
    [refused] El robot sigue si el cliente escribe.
    [wrong_person] El contacto se olvida y no le llega nada más.
    [deceased] El contacto se cierra y no sale nada más.
    [opt_out] No empezamos nada más nosotros.
   *[complaint] Abre un protocolo con plazo de 7 días; hasta entonces nadie cobra.
  }
web-desk-money-close-promise = Para una promesa
web-desk-money-close-amount = Valor (R$)
web-desk-money-close-day = Día
web-desk-money-close-until = Como máximo el { $until }.
web-desk-money-close-pause = Para una pausa: hasta qué día
web-desk-money-close-words = Para una queja: lo que cuenta el cliente
web-desk-money-close-button = Cerrar el caso
web-desk-money-owned = Esta conversación la tiene { $by }.
web-desk-money-not-yours = Tome la conversación para hacer esto.
web-desk-refused-stopped = { $why ->
    [identity] La identidad todavía no se confirmó: no se puede proponer nada sobre la cuenta.
    [not-taken] Tome la conversación para hacer esto.
    [frozen] Una propuesta de este caso espera a la supervisión. Retírela o espere.
    [changed] Los valores cambiaron desde que se abrió la pantalla. Revíselos otra vez.
    [no-proposal] No hay propuesta que retirar.
    [decided] Esto ya se decidió.
    [own] Nadie decide sobre su propio pedido.
    [authority] Va más allá de su límite.
    [first_date] El primer vencimiento está fuera del plazo.
    [due_day] Ese día del mes no se acepta.
    [count] Son demasiadas cuotas.
    [down_payment] La entrada es menor que la mínima.
    [instalment] La cuota quedaría menor que la mínima.
    [total] El total está por debajo de lo permitido.
    [income] Comprometería demasiado los ingresos que contó.
    [invoices] Hay una cuenta que no está pendiente.
    [nothing] Diga al menos una condición.
    [typed] Algún campo no está en un formato que se entienda.
    [nothing_owed] No hay nada pendiente que proponer.
    [not_overdue] La cuenta todavía no venció.
    [prescribed] La cuenta es demasiado antigua para cobrarla.
    [unaffordable] Nada de lo permitido cabe en los ingresos que contó.
    [no-outcome] Elija cómo terminó el caso.
    [no-agreement] No hay un acuerdo en marcha.
    [no-dispute] No hay ninguna cuenta reclamada.
    [no-words] Escriba lo que cuenta el cliente.
    [promise-past] El día de la promesa ya pasó.
    [promise-day] La promesa necesita un día.
    [promise-too-far] El día de la promesa pasa de lo que la política permite.
    [promise-used-up] Ya hubo demasiadas promesas en este período.
    [promise-amount] La promesa necesita un valor que no pase de lo que se debe.
    [pause-past] El día de la pausa ya pasó.
    [pause-day] La pausa necesita un día.
    [pause-too-far] La pausa pasa de lo que la política permite.
   *[other] Esto no se puede hacer ahora.
  }

### Aprobaciones

web-desk-money-approval = Pedido de aprobación
web-desk-money-approvals-none = Nada espera aprobación.
web-desk-money-approval-why = Motivo, si la rechaza
web-desk-money-approve = Aprobar y enviar
web-desk-money-refuse = Rechazar
web-desk-money-own = El pedido es suyo: decide otra persona.
web-desk-money-expired = Los valores cambiaron desde el pedido, así que venció. Quien lo pidió puede proponer otra vez.
web-desk-money-to-conversation = Ver la conversación
