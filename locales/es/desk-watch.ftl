# Los textos de las páginas de quien dirige la mesa: en vivo, tablero, calidad, informes.

web-desk-nav-wall = En vivo
web-desk-nav-board = Tablero
web-desk-nav-quality = Calidad
web-desk-nav-reports = Informes

## Informes: lo que se pide

web-desk-report-from = Desde
web-desk-report-to = Hasta
web-desk-report-creditor = Acreedor
web-desk-report-agent = Persona
web-desk-report-flow = Flujo
web-desk-report-group = Agrupar por
web-desk-report-all = Todos
web-desk-report-show = Mostrar
web-desk-report-bad-day = Una de las fechas no existe. Elija otra vez.
web-desk-report-by = { $by ->
    [day] día
    [month] mes
    [creditor] acreedor
    [agent] persona
   *[flow] flujo
  }
web-desk-report-by-head = { $by ->
    [day] Día
    [month] Mes
    [creditor] Acreedor
    [agent] Persona
   *[flow] Flujo
  }

## Informes: cómo se muestra

web-desk-report-how = Cómo se cuenta este número
web-desk-report-empty = No hay nada en este período.
web-desk-report-total = Total
web-desk-report-nobody = Robot, sin persona
web-desk-report-no-flow = Sin flujo
web-desk-report-none = –
web-desk-report-twin = Los mismos números están en la tabla de abajo.
web-desk-report-file = Descargar planilla: { $table }
web-desk-report-day = { DATE($day, style: "full") }
web-desk-report-money = { MONEY($sum) }
web-desk-report-share = { PERCENT($share) }
web-desk-report-minutes = { $hours ->
    [0] { $minutes } min
   *[other] { $hours } h { $minutes } min
  }
web-desk-report-count = Cantidad
web-desk-report-part = Parte
web-desk-report-part-means = Cuánto es esta línea del total de la tabla.
web-desk-report-means = { $table ->
    [dinheiro] Acuerdos aceptados y pagos recibidos en el período. Cada acuerdo cuenta el día en que se aceptó, y cada pago el día en que se hizo. La persona es quien tenía la conversación cuando se aceptó el acuerdo; sin nadie, cuenta como robot.
    [atendimento] Casos que el robot pasó a una persona, contados el día en que llegaron. El tiempo solo corre en el horario de atención, sin fines de semana ni feriados.
    [desfechos] Casos cerrados en el período, por el resultado elegido al cerrar. Cada caso cuenta una vez.
    [passagens] Casos que llegaron a una persona en el período, por el motivo. Cada caso cuenta una vez.
    [motivos] Por qué se atrasó la cuenta, en las palabras de las personas. Cada motivo cuenta una vez por conversación en que se dijo en el período. Al filtrar por persona, entran las conversaciones cuyos casos le llegaron en el período.
   *[contatos] Quejas y pedidos de silencio. Una queja es un caso cerrado con ese resultado, el día en que se cerró; un pedido de silencio cuenta una vez por cliente, el día del primero.
  }

## Informes: del atraso al pago

web-desk-report-funnel = Del atraso al pago
web-desk-report-funnel-means = Clientes con alguna cuenta vencida antes del final del período y todavía abierta al comienzo. Cada etapa cuenta, de los clientes de la anterior, aquellos en que ocurrió dentro del período; solo la identidad puede haberse confirmado antes.
web-desk-report-funnel-stage = Etapa
web-desk-report-funnel-stage-means = Vencida: hay una cuenta vencida. Contactados: salió un mensaje nuestro. Respondieron: el cliente escribió. Identificados: confirmaron quiénes son. Propuesta: recibieron una. Acuerdo: aceptaron un acuerdo o prometieron pagar. Pago: entró dinero.
web-desk-report-funnel-count = Clientes
web-desk-report-funnel-count-means = Cuántos clientes llegaron a esta etapa. Cada cliente cuenta una vez por acreedor.
web-desk-report-funnel-share = Del comienzo
web-desk-report-funnel-share-means = Parte de los clientes con cuenta vencida que llegó hasta aquí.
web-desk-report-funnel-step = De la etapa anterior
web-desk-report-funnel-step-means = Parte de los clientes de la etapa anterior que pasó a esta.
web-desk-report-stage = { $stage ->
    [overdue] Cuenta vencida
    [contacted] Contactados
    [answered] Respondieron
    [identified] Identificados
    [offered] Propuesta
    [agreed] Acuerdo o promesa
   *[paid] Pago
  }

## Informes: dinero

web-desk-report-money-title = Acuerdos y pagos
web-desk-report-deals = Acuerdos
web-desk-report-deals-means = Acuerdos aceptados, también los que después se incumplieron o deshicieron.
web-desk-report-owed = Se debía
web-desk-report-owed-means = Lo que se debía, con multa e intereses, el día en que se aceptó cada acuerdo.
web-desk-report-agreed = Acordado
web-desk-report-agreed-means = Lo que se pagará por esos acuerdos, entrada y cuotas.
web-desk-report-discount = Descuento
web-desk-report-discount-means = Lo que se debía menos lo acordado, acuerdo por acuerdo. Un plan que cuesta más de lo que se debía cuenta cero.
web-desk-report-payments = Pagos
web-desk-report-payments-means = Pagos recibidos, por acuerdo o sin él.
web-desk-report-recovered = Recuperado
web-desk-report-recovered-means = La suma de los pagos recibidos.

## Informes: atención

web-desk-report-cases-title = Atención
web-desk-report-cases = Casos
web-desk-report-cases-means = Casos que llegaron a una persona.
web-desk-report-answered = Respondidos
web-desk-report-answered-means = De esos casos, aquellos en que una persona ya escribió después de la llegada.
web-desk-report-answered-share = Respondidos, parte
web-desk-report-answered-share-means = Respondidos divididos por casos.
web-desk-report-median = Primera respuesta, mediana
web-desk-report-median-means = La mitad de los casos respondidos esperó hasta este tiempo, contado en el horario de atención.
web-desk-report-ninth = Primera respuesta, 9 de cada 10
web-desk-report-ninth-means = Nueve de cada diez casos respondidos esperaron hasta este tiempo, contado en el horario de atención.
web-desk-report-closed = Cerrados
web-desk-report-closed-means = Casos cerrados con un resultado, el día en que se cerraron.
web-desk-report-outcomes = Resultados
web-desk-report-outcome = { $code ->
    [agreement] Acuerdo
    [promise] Promesa
    [pause] Pausa
    [dispute_upheld] Reclamación con razón
    [dispute_rejected] Reclamación sin razón
    [paid] Pagado
    [refused] No quiso
    [wrong_person] Persona equivocada
    [deceased] Fallecimiento
    [opt_out] No quiere más contacto
    [complaint] Queja
   *[other] { $code }
  }
web-desk-report-handoffs = Motivos para llamar a una persona
web-desk-report-handoff = { $code ->
    [asked] Pidió una persona
    [distress] Señales de sufrimiento
    [deceased] Aviso de fallecimiento
    [dispute] Reclama la cuenta
    [already_paid] Dice que ya pagó
    [legal_threat] Mencionó abogado u organismo de defensa
    [abuse] Ofensas repetidas
    [identity_failed] Identidad sin confirmar
    [not_understood] El robot no entendió
    [beyond_policy] Ninguna propuesta le sirvió
    [hardship] Dificultad económica
    [over_indebted] Demasiadas deudas
    [prescribed] Cuenta demasiado antigua
    [data_problem] Registro por revisar
    [privacy] Datos personales
    [refused] No quiere pagar
    [payment_trouble] No se pudo generar el pago
    [taken] La tomó una persona
    [other] Otro asunto
    [loop_guard] Conversación sin salida
    [broken] El programa no supo seguir
   *[unknown] { $code }
  }
web-desk-report-reasons = Motivos del atraso
web-desk-report-reason = { $code ->
    [forgot] Se olvidó
    [lost_invoice] No recibió o perdió el boleto
    [hardship] Dificultad económica
    [unemployment] Desempleo
    [illness] Enfermedad
    [income_loss] Bajaron los ingresos
    [over_indebted] Muchas cuentas al mismo tiempo
    [bereavement] Duelo en la familia
    [separation] Separación
    [extra_expenses] Gastos inesperados
    [prices_up] Todo se puso más caro
    [name_lent] Prestó su nombre
    [disorganised] Desorden con las cuentas
    [awaiting_income] Espera un pago
    [already_paid] Dice que pagó
    [dispute] Reclama la cuenta
    [payment_problem] Intentó pagar y no pudo
    [undisclosed] Prefirió no decirlo
    [other] Otro
   *[unknown] { $code }
  }

## Informes: quejas y silencio

web-desk-report-quiet-title = Quejas y pedidos de silencio
web-desk-report-complaints = Quejas
web-desk-report-complaints-means = Casos cerrados como queja.
web-desk-report-complaints-share = Quejas, parte
web-desk-report-complaints-share-means = Quejas divididas por casos cerrados.
web-desk-report-silences = Pedidos de silencio
web-desk-report-silences-means = Clientes que pidieron que no se les escriba más.

## En vivo

web-desk-wall-at = Números de las { $at }.
web-desk-wall-lost = Sin conexión: los números de esta página pueden ser viejos. Intentando otra vez.
web-desk-wall-waiting = conversaciones esperando
web-desk-wall-breaches-short = plazos vencidos o en riesgo
web-desk-wall-windows-short = ventanas de WhatsApp por cerrarse
web-desk-wall-queues = Sectores
web-desk-wall-queues-empty = Nadie está esperando. El robot se ocupa de las conversaciones; los casos nuevos aparecen aquí solos.
web-desk-wall-sector-head = Sector
web-desk-wall-waiting-head = Esperando
web-desk-wall-urgent-head = Urgentes
web-desk-wall-oldest-head = Mayor espera
web-desk-wall-pace-head = Un caso cada
web-desk-wall-no-pace = sin ritmo
web-desk-wall-sector = { $code ->
    [general] Atención
    [legal] Jurídico
    [privacy] Privacidad
    [care] Cuidado
    [none] Sin sector
   *[other] { $code }
  }
web-desk-wall-agents = Asesores
web-desk-wall-agents-empty = No hay nadie registrado que vea estos acreedores. Quien administra crea personas en Usuarios.
web-desk-wall-presence = { $code ->
    [here] en la mesa
    [away] en pausa
   *[gone] fuera
  }
web-desk-wall-load = { $count ->
    [0] ninguna conversación
    [1] 1 conversación
   *[other] { $count } conversaciones
  }
web-desk-wall-breaches = Plazos vencidos o en riesgo
web-desk-wall-breaches-empty = Al ritmo de los últimos días, se responderá a todos en el plazo.
web-desk-wall-promised = Respuesta prometida a más tardar el { $at }
web-desk-wall-late = plazo vencido
web-desk-wall-expected = prevista para el { $at }
web-desk-wall-more = Y { $count } más.
web-desk-wall-windows = Ventanas de WhatsApp por cerrarse
web-desk-wall-windows-empty = Ninguna ventana de 24 horas se cierra en las próximas tres horas.
web-desk-wall-left = se cierra en { $left }
web-desk-wall-nobody = con nadie
web-desk-wall-act = Actuar
web-desk-wall-reason = Motivo, si la tiene alguien
web-desk-wall-take = Tomar
web-desk-wall-to-sector = Ponerla en la espera del sector
web-desk-wall-same-sector = El mismo sector
web-desk-wall-pass = Redistribuir
web-desk-wall-whisper-words = Recado que el cliente no ve
web-desk-wall-whisper = Susurrar
web-desk-wall-no-reason = La conversación la tiene otra persona. Diga el motivo para tomarla.
web-desk-wall-unclear = No entendí qué hacer. Vuelva y elija otra vez.
web-desk-wall-empty = Escriba el recado antes de enviarlo.
web-desk-wall-changed = La conversación cambió desde que se mostró esta página. Vuelva y mírela otra vez.
web-desk-wall-health = Salud del robot
web-desk-wall-healthy = todo en orden
web-desk-wall-alert = { $kind }: { $count }
web-desk-wall-dead = { $count ->
    [1] 1 mensaje que no pudo salir
   *[other] { $count } mensajes que no pudieron salir
  }
web-desk-wall-unknown = { $count ->
    [1] 1 mensaje sin confirmación
   *[other] { $count } mensajes sin confirmación
  }
web-desk-wall-buried = { $count ->
    [1] 1 mensaje recibido que no se pudo atender
   *[other] { $count } mensajes recibidos que no se pudieron atender
  }
web-desk-wall-suspended = Cuenta suspendida: { $lane }

## Avisos

web-desk-alerts = Avisos
web-desk-alerts-what = Lo que alguien del equipo debe mirar. Marcarlo como visto no arregla nada: si vuelve a pasar, el aviso vuelve.
web-desk-alerts-none = No hay avisos abiertos.
web-desk-alert-settle = Marcar como visto
web-desk-alert-times = { $count ->
    [1] Una vez: { $first }.
   *[other] { $count } veces, la primera el { $first } y la última el { $last }.
  }
web-desk-alert-kind = { $kind ->
    [account] Cuenta de canal
    [channel] Aviso del proveedor
    [template] Plantilla de mensaje
    [dead-letter] Mensajes que no salieron
    [ambiguous] Mensajes sin confirmación
    [contact] Contacto que necesita a una persona
    [inbox] Mensaje recibido que no se atendió
    [desk-down] Otra mesa fuera de servicio
    [experiment] Experimento que hace daño
   *[other] { $kind }
  }
web-desk-alert-do = { $kind ->
    [account] Lo que sale por esta cuenta espera, o sale más despacio. Mire en el panel del proveedor qué pasó; después, "combinado queue resume" con el nombre de la cuenta la pone en marcha otra vez.
    [channel] El proveedor informó algo de la cuenta, como la calidad o el límite de envío. Revíselo en su panel.
    [template] El proveedor cambió el estado de esta plantilla. Corrija el texto y envíela otra vez con "combinado templates push", o deje de usarla.
    [dead-letter] El motivo está al lado. "combinado queue --dead" muestra cada mensaje y cómo mandarlo de nuevo.
    [ambiguous] Quizás llegaron, por eso no van otra vez solos. "combinado queue --unknown" muestra cada uno.
    [contact] Alguien que el robot no identificó necesita ayuda. Busque a la persona por otro camino.
    [inbox] El robot no pudo tratar algo que llegó. En Ajustes, Errores, está qué fue y cómo intentarlo de nuevo.
    [desk-down] Los casos quedan en esta mesa hasta que la otra responda. Revise su servidor y su token.
    [experiment] Abra el experimento en Ajustes y deténgalo.
   *[other] Muestre este aviso a quien cuida la instalación.
  }

## Tablero

web-desk-board-lead = Dónde está cada cliente con cuenta vencida. El tablero solo muestra: las columnas cambian con lo que pasa en las conversaciones.
web-desk-board-stage = { $stage ->
    [silent] Sin conversación
    [talking] En conversación
    [identified] Identificados
    [offered] Con propuesta
    [promised] Prometieron pagar
    [agreed] Acuerdo por pagar
    [paying] Pagando
    [broken] Acuerdo incumplido
    [desk] Con una persona
    [disputed] Reclamados
   *[settled] Pagados por completo
  }
web-desk-board-means = { $stage ->
    [silent] Tienen una cuenta vencida y ninguna conversación. Valor: lo pendiente en las cuentas, sin multa ni intereses.
    [talking] Hay conversación, pero todavía no confirmaron quiénes son. Valor: lo pendiente en las cuentas, sin multa ni intereses.
    [identified] Confirmaron quiénes son y todavía no recibieron una propuesta. Valor: lo pendiente en las cuentas, sin multa ni intereses.
    [offered] Recibieron una propuesta y no hay acuerdo ni promesa. Valor: lo pendiente en las cuentas, sin multa ni intereses.
    [promised] Prometieron pagar un día que todavía no pasó. Valor: lo pendiente en las cuentas, sin multa ni intereses.
    [agreed] Aceptaron un acuerdo y todavía no pagaron nada de él. Valor: lo que falta pagar del acuerdo.
    [paying] Ya pagaron parte del acuerdo. Valor: lo que falta pagar del acuerdo.
    [broken] El acuerdo se incumplió por falta de pago. Valor: lo pendiente en las cuentas, sin multa ni intereses.
    [desk] La conversación la tiene una persona o espera a una. Valor: lo que falta del acuerdo, si hay, o de las cuentas.
    [disputed] Reclaman una cuenta vencida. Valor: lo pendiente en las cuentas, sin multa ni intereses.
   *[settled] Acuerdos pagados por completo en los últimos 30 días. Valor: lo que se pagó por ellos.
  } Cada cliente aparece en una sola columna, la primera que vale: reclamados, con una persona, acuerdo, promesa, incumplido, propuesta, identificados, en conversación.

## Calidad

web-desk-quality-sample = Muestra
web-desk-quality-sample-means = Casos cerrados en el período, sorteados por persona y resultado. La misma palabra sortea siempre los mismos casos; quien sortea nunca recibe los propios.
web-desk-quality-sample-empty = Ningún caso cerrado por otra persona en este período. Elija un período mayor.
web-desk-quality-each = De cada resultado
web-desk-quality-word = Palabra del sorteo
web-desk-quality-draw = Sortear
web-desk-quality-outcome = Resultado
web-desk-quality-closed = Cerrado
web-desk-quality-state = Evaluación
web-desk-quality-open = por evaluar
web-desk-quality-open-case = Abrir
web-desk-quality-status = { $code ->
    [given] evaluado
    [disputed] discutido
    [kept] mantenido después de discutirlo
   *[changed] cambiado después de discutirlo
  }
web-desk-quality-mine = Mis evaluaciones
web-desk-quality-mine-empty = Todavía no se evaluó ningún caso suyo. Cuando se haga, aparece aquí completo, y usted puede discutirlo.
web-desk-quality-case = Caso { $protocol }
web-desk-quality-back = Volver a la calidad
web-desk-quality-conversation = Abrir la conversación
web-desk-quality-said = Lo que se dijo
web-desk-quality-said-empty = No se dijo nada mientras el caso estuvo abierto.
web-desk-quality-from = { $code ->
    [agent] Asesor
   *[bot] Robot
  }
web-desk-quality-card = Evaluación
web-desk-quality-criterion = { $code ->
    [warmth] Calidez
    [clarity] Claridad
    [accuracy] Exactitud
    [conduct] Conducta
   *[resolution] Resolución
  }
web-desk-quality-criterion-means = { $code ->
    [warmth] Se recibió a la persona con respeto y se la escuchó.
    [clarity] Las frases fueron sencillas y completas; no hizo falta preguntar otra vez.
    [accuracy] Los valores, plazos y reglas estaban correctos.
    [conduct] Identidad comprobada antes de hablar de la cuenta, ninguna amenaza, horario respetado.
   *[resolution] El caso terminó con un camino que la persona entendió y puede cumplir.
  } De 0, malo, a 4, ejemplar.
web-desk-quality-why = Por qué
web-desk-quality-comment = En conjunto
web-desk-quality-seen = La persona evaluada verá todo esto y podrá discutirlo.
web-desk-quality-save = Guardar evaluación
web-desk-quality-none = Este caso todavía no se evaluó.
web-desk-quality-dispute = ¿No está de acuerdo? Diga por qué
web-desk-quality-dispute-send = Discutir
web-desk-quality-answer = Lo que se discute
web-desk-quality-reply = Respuesta
web-desk-quality-settle-means = Con las mismas notas, la evaluación se mantiene; con otras, cambia.
web-desk-quality-settle = Decidir
web-desk-quality-incomplete = Dé una nota de 0 a 4 a cada criterio.
web-desk-quality-wordless = Escriba el porqué antes de enviar.
web-desk-quality-overtaken = Esta evaluación cambió mientras escribía. Abra el caso otra vez.
