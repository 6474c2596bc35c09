# Las conversaciones en la mesa de atención: la lista, cada conversación, la búsqueda.

web-desk-conversations = Conversaciones
web-desk-talk = Conversación
web-desk-choose = Elija una conversación en la lista. Las más urgentes van primero.
web-desk-lists = Listas
web-desk-list-waiting = Esperando
web-desk-list-mine = Mías
web-desk-list-snoozed = Pospuestas
web-desk-list-team = Con el equipo
web-desk-list-bot = Con el robot
web-desk-list-ended = Cerradas
web-desk-list-all = Todas
web-desk-narrow = Filtrar y guardar vista
web-desk-narrow-reason = Motivo
web-desk-narrow-creditor = Acreedor
web-desk-narrow-sector = Sector
web-desk-narrow-any = Cualquiera
web-desk-narrow-go = Filtrar
web-desk-narrow-none = Quitar los filtros
web-desk-views = Vistas guardadas
web-desk-view-name = Nombre de la vista
web-desk-view-save = Guardar vista
web-desk-view-forget = Borrar la vista { $name }
web-desk-more = Mostrar más
web-desk-find = Buscar en los mensajes
web-desk-find-go = Buscar
web-desk-find-title = Búsqueda en las conversaciones
web-desk-find-how = Escriba una o más palabras. Los acentos y las mayúsculas no importan.
web-desk-find-none = No se encontró nada con esas palabras. Pruebe con menos palabras, o con el comienzo de una. Pueden faltar mensajes de los últimos segundos.
web-desk-find-some = { $count ->
    [1] Un resultado
   *[other] { $count } resultados
  }

web-desk-empty-waiting = Nadie está esperando.
web-desk-empty-mine = No tiene conversaciones ahora.
web-desk-empty-snoozed = No ha pospuesto ninguna conversación.
web-desk-empty-team = Ningún colega tiene una conversación ahora.
web-desk-empty-bot = El robot no tiene ninguna conversación.
web-desk-empty-ended = Todavía no se cerró ningún caso.
web-desk-empty-all = Todavía no hay conversaciones.
web-desk-empty-next-bot = El robot se ocupa de las otras. Un caso aparece aquí en cuanto necesite a alguien.
web-desk-empty-next-rest = Tampoco hay nadie esperando. Un caso aparece en la lista Esperando en cuanto necesite a alguien.
web-desk-empty-next-waiting = { $count ->
    [1] Hay una conversación en la lista Esperando.
   *[other] Hay { $count } conversaciones en la lista Esperando.
  }

web-desk-unread = { $count ->
    [1] Una sin leer
   *[other] { $count } sin leer
  }
web-desk-stake = { $amount }
web-desk-opted-out = No quiere mensajes
web-desk-owner-you = Con usted
web-desk-owner-somebody = Con el equipo
web-desk-owner-nobody = Sin dueño
web-desk-owner-bot = Con el robot
web-desk-speaker-bot = Robot:
web-desk-speaker-agent = Equipo:
web-desk-last-file = Envió un archivo
web-desk-time = { DATE($at, style: "time") }
web-desk-day-brief = { DATE($day, style: "short") }
web-desk-day = { DATE($day) }
web-desk-day-and-time = { DATE($day, style: "full") }, { DATE($at, style: "time") }
web-desk-clock-sla = Responder
web-desk-clock-window = Ventana de 24 horas
web-desk-channel = { $channel ->
    [whatsapp] WhatsApp
    [telegram] Telegram
    [web] Chat del sitio
   *[other] Otro canal
  }
web-desk-sector = { $sector ->
    [general] General
    [negotiation] Negociación
    [disputes] Reclamaciones
    [payments] Pagos
    [legal] Jurídico
    [care] Cuidado
    [privacy] Privacidad
    [data] Registro
   *[other] { $sector }
  }
web-desk-reason = { $reason ->
    [asked] Pidió una persona
    [distress] Sufrimiento
    [deceased] Fallecimiento
    [dispute] Reclama
    [already_paid] Dice que pagó
    [legal_threat] Mencionó abogado u organismo de defensa
    [abuse] Ofensas
    [identity_failed] Falló la identidad
    [not_understood] El robot no entendió
    [beyond_policy] Nada del robot le sirvió
    [hardship] No puede pagar
    [over_indebted] Muchas cuentas
    [prescribed] Cuenta antigua
    [data_problem] Revisar el registro
    [privacy] Datos personales
    [refused] No quiere pagar
    [payment_trouble] Falló el Pix
    [taken] La tomó el equipo
    [loop_guard] El robot se detuvo
    [broken] El robot se detuvo
   *[other] Otro asunto
  }

## Una conversación

web-desk-back = Volver a la lista
web-desk-take = Tomar
web-desk-take-over = Tomarla del colega
web-desk-take-reason = ¿Por qué tomarla ahora?
web-desk-cancel = Cancelar
web-desk-pass-on = Transferir
web-desk-pass-queue = Quien pueda atender
web-desk-give-back = Devolver al robot
web-desk-close = Cerrar el caso
web-desk-viewers = Quién más está mirando
web-desk-log = Mensajes de la conversación
web-desk-earlier = Mensajes anteriores
web-desk-to-end = Ir al final de la conversación
web-desk-choices = Opciones mostradas
web-desk-panels = Sobre el caso
web-desk-panel-customer = Cliente
web-desk-panel-debts = Deuda y acuerdo
web-desk-panel-context = Contexto
web-desk-says-customer = Cliente
web-desk-says-bot = Robot
web-desk-says-agent = Equipo
web-desk-note-kind = { $kind ->
    [fact] Hecho
    [promise] Promesa
    [complaint] Queja
    [legal] Jurídico
    [whisper] Supervisión
   *[other] Nota
  }
web-desk-enclosed-pix = Código Pix
web-desk-enclosed-boleto = Boleto
web-desk-tick-waiting = Enviando
web-desk-tick-sent = Enviado
web-desk-tick-delivered = Entregado
web-desk-tick-read = Leído
web-desk-tick-failed = No entregado
web-desk-failure = { $code ->
    [ambiguous] No sabemos si llegó. Compruébelo con la persona antes de repetirlo.
    [taken-over] El robot no lo envió: la conversación ya la tenía el equipo.
    [opted-out] La persona pidió no recibir mensajes.
    [window-closed] Pasaron 24 horas desde el último mensaje de la persona.
    [n131047] Pasaron 24 horas desde el último mensaje de la persona.
    [n131026] El número no recibe mensajes de WhatsApp.
    [n131049] WhatsApp limitó hoy los mensajes a esta persona.
    [n403] La persona bloqueó nuestra cuenta.
   *[other] El canal rechazó el mensaje (código { $number }).
  }
web-desk-again = Intentar otra vez

## Escribir

web-desk-write-kind = Qué escribir
web-desk-reply = Respuesta
web-desk-reply-label = Respuesta al cliente
web-desk-reply-hint = Escriba al cliente. Ctrl+Enter envía, / abre las respuestas listas.
web-desk-note = Nota interna
web-desk-note-label = Nota para el equipo (el cliente no la ve)
web-desk-note-what = Tipo
web-desk-note-save = Guardar nota
web-desk-send = Enviar
web-desk-send-and-take = Tomar y enviar
web-desk-later = Enviar después
web-desk-later-when = Día y hora (de Brasilia); vacío envía ahora
web-desk-later-list = Mensajes programados
web-desk-later-cancel = Cancelar envío
web-desk-canned = Respuestas listas
web-desk-canned-find = Buscar respuesta
web-desk-template-pick = Elija una plantilla aprobada
web-desk-template-none = Ninguna plantilla aprobada sirve ahora. Cuando la persona escriba, la conversación se abre otra vez.
web-desk-template-send = Enviar plantilla
web-desk-why-reader = Su rol permite leer, no escribir.
web-desk-why-opted-out = La persona pidió no recibir mensajes. Usted puede guardar notas.
web-desk-why-colleague = Esta conversación la tiene { $name }. Usted puede guardar notas.
web-desk-why-window = Pasaron 24 horas desde el último mensaje de la persona. Solo se puede enviar una plantilla aprobada.

## Lo que dice el programa de la página

web-desk-js-left = faltan
web-desk-js-late = atrasado hace
web-desk-js-shut = cerrada
web-desk-js-sending = Enviando…
web-desk-js-unsure = Sin confirmar.
web-desk-js-again = Intentar otra vez
web-desk-js-failed = No pude enviarlo. El texto sigue aquí; inténtelo otra vez.
web-desk-js-offline = Sin conexión. Lo que ve es de
web-desk-js-came = mensaje nuevo
web-desk-js-came-many = mensajes nuevos
web-desk-js-saved = Borrador guardado
web-desk-js-signed-out = Su sesión terminó. Lo que está escrito sigue en la página: entre otra vez en otra pestaña.
web-desk-js-notify = Escribió un cliente

## Atajos

web-desk-keys = Atajos del teclado
web-desk-keys-move = Siguiente y anterior en la lista
web-desk-keys-open = Abrir la conversación
web-desk-keys-take = Tomar
web-desk-keys-reply = Responder
web-desk-keys-note = Escribir nota
web-desk-keys-canned = Respuestas listas
web-desk-keys-close = Cerrar el caso
web-desk-keys-region = Lista, conversación y paneles
web-desk-keys-sheet = Esta lista
web-desk-keys-off = Los atajos de una tecla se pueden apagar.
web-desk-keys-preferences = Abrir preferencias
web-desk-keys-done = Cerrar
