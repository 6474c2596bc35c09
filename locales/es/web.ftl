# Los textos de las páginas: la lista de ejemplos, la conversación y el rastro.

web-language = es
web-language-name = Español

## La página inicial de la demostración

web-start-title = Combinado: conversaciones de demostración
web-start-heading = Acordar es mejor que cobrar
web-start-lead = Aquí un asistente virtual conversa con clientes que tienen cuentas atrasadas: entiende qué pasó, propone un acuerdo dentro de la política del acreedor, genera el Pix y, cuando hace falta, llama a una persona.
web-start-demo = Datos de demostración
web-start-demo-note = Todas las personas, deudas y tiendas de abajo son inventadas. Ningún Pix de aquí debe pagarse.
web-start-how = Elija a alguien y converse como si fuera esa persona. Ella confirma quién es con los datos indicados.
web-start-desk = La mesa de atención
web-start-desk-lead = Cuando el asistente llama a una persona, el caso va a la mesa. Entre como alguien del equipo; la contraseña de todos es { $password }.
web-start-desk-enter = Entrar como { $login }
web-start-people = Personas de ejemplo
web-start-hint-digits = el CPF empieza con { $digits }
web-start-hint-birth = nació el { DATE($day, style: "full") }
web-start-hint = Para identificarse: { $hints }.
web-start-hint-or = { $first } o { $second }
web-start-hint-none = Sin datos para identificarse: la conversación va a una persona.
web-start-chat = Conversar
web-start-chat-as = Conversar como { $name }
web-start-trace = Ver el rastro
web-start-trace-of = Ver el rastro de la conversación de { $name }
web-start-empty = Todavía no hay clientes. Importe una cartera con combinado import.

## La conversación

web-chat-title = { $creditor }: conversación
web-chat-role = Asistente virtual · demo
web-chat-back = Volver a la lista
web-chat-menu = Más acciones
web-chat-menu-note = Solo en la demostración
web-chat-demo-pay = El cliente pagó
web-chat-demo-day = Pasar 1 día
web-chat-demo-outreach = Hacer el primer contacto
web-chat-trace = Ver el rastro
web-chat-log = Mensajes
web-chat-empty = Diga hola para empezar, como si fuera { $name }.
web-chat-compose = Su mensaje
web-chat-placeholder = Escriba un mensaje
web-chat-send = Enviar
web-chat-attach = Adjuntar una imagen
web-chat-image = Imagen
web-chat-bot = Asistente:
web-chat-you = Usted:
web-chat-agent = Persona del equipo
web-chat-typing = El asistente está escribiendo
web-chat-options = Respuestas sugeridas
web-chat-time = { DATE($at, style: "time") }
web-chat-day = { DATE($day) }
web-chat-sending = enviando
web-chat-offline = Sin conexión. Intentando otra vez, no se pierde nada.
web-chat-refused = No pude enviar ese mensaje.
web-chat-pix = Pix
web-chat-pix-help = Apunte la cámara de la aplicación de su banco o copie el código.
web-chat-pix-copy = Copiar código Pix
web-chat-pix-code = Código Pix para copiar y pegar
web-chat-qr = Código QR del Pix
web-chat-boleto = Boleto
web-chat-boleto-help = Copie los números y péguelos en la aplicación de su banco.
web-chat-boleto-copy = Copiar los números del boleto
web-chat-boleto-code = Números del boleto
# Lo que distingue el pie con los datos del acreedor, en letra más pequeña
web-chat-footer-mark = {" "}· CNPJ
web-chat-copied = Copiado
web-chat-copy-by-hand = No pude copiarlo. El código está seleccionado: use Copiar en su aparato.
web-chat-cut = Su mensaje era muy largo. Guardé los primeros { $count } caracteres.
web-chat-noscript = Esta página necesita JavaScript para conversar.
web-media = { $kind ->
    [image] Imagen
    [audio] Audio
    [video] Video
    [document] Documento
    [sticker] Sticker
    [location] Ubicación
    [contact] Contacto
    [edited] Cambio en un mensaje ya enviado
   *[other] Adjunto
  }
web-demo-paid = Pago recibido (demostración).
web-demo-nothing-to-pay = No hay ningún cobro pendiente de pago.
web-demo-outreach = Primer contacto pedido. Fuera del horario, o si la deuda no permite contacto, el asistente no escribe.
web-demo-day-passed = Pasó un día: ahora es { DATE($day) }.

## El rastro

web-trace-title = Rastro de la conversación
web-trace-lead = Qué pasó en cada turno: qué llegó, cómo se leyó, por dónde fue la conversación y qué se hizo.
web-trace-none = Esta conversación todavía no tiene turnos.
web-trace-of = { $customer } · { $creditor }
web-trace-versions = Flujo { $flow }, política { $policy }
web-trace-check = Código de comprobación: { $code }. Si alguien llama para confirmar esta conversación, es este.
web-trace-turn = Turno { $number }
web-trace-at = { DATE($at) }
web-trace-came = Llegó
web-trace-unread = Algo que no se pudo leer
web-trace-event = { $kind ->
    [said] El cliente escribió
    [chose] El cliente eligió
    [media] El cliente envió
    [timer_fired] Llegó la hora
    [outreach_started] Primer contacto
    [charge_issued] Cobro emitido
    [charge_refused] Cobro rechazado
    [paid] Pago
    [agent_took] Una persona la tomó
    [agent_said] Una persona escribió
    [agent_returned] Una persona la devolvió
    [send_failed] Falló el envío
   *[other] { $kind }
  }
web-trace-reading = Lectura
web-trace-intent = Intención
web-trace-confidence = Confianza
web-trace-share = { PERCENT($share) }
web-trace-alternatives = Alternativas
web-trace-also = También
web-trace-entities = Entidades
web-trace-hint = Segunda opinión
web-trace-hinted = lectura propia { $own } { PERCENT($share) }; propuesto: { $proposed }; aprovechado: { $heeded }
web-trace-hints-today = Segunda opinión hoy: { $calls } llamadas, { $failures } sin respuesta útil, { $skipped } no hechas, { $tokens } tokens, { $seconds } s.
web-trace-steps = Camino
web-trace-said = Respuesta
web-trace-facts = Hechos usados
web-trace-invoices = Facturas
web-trace-invoice = { $invoice } ({ $status }): venció el { DATE($due, style: "full") }, { MONEY($amount) }; se debía ese día { MONEY($owed) }
web-trace-agreements = Acuerdos
web-trace-promises = Promesas
web-trace-charges = Cobros
web-trace-sum = { $status }: { MONEY($amount) } ({ $rest })
web-trace-timers = Plazos
web-trace-history = Historial
web-trace-tries = Intentos de identificación
web-trace-effects = Efectos
web-trace-effects-none = Ningún efecto.
web-trace-state = Estado ahora
web-trace-hash = Resumen del estado
web-trace-chat = Ir a la conversación
web-trace-start = Volver a la lista

## Errores de las páginas

web-error-title = No salió bien
web-error-not-found = No encontré esta página.
web-error-too-large = El mensaje es demasiado grande. Envíe un texto más corto.
web-error-bad-request = No entendí el pedido de esta página. Vuelva a cargarla e inténtelo otra vez.
web-error-bad-message = Un mensaje tiene texto, una opción o un adjunto, y solo uno de ellos.
web-error-bad-id = El mensaje necesita un identificador de 8 a 64 letras, números o guiones.
web-error-forbidden = El pedido vino de otra página y se rechazó.
web-error-internal = Algo falló de nuestro lado. Inténtelo otra vez en un momento.
web-error-unavailable = El servicio está ocupado. Inténtelo otra vez en un momento.
