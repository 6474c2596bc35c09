# El día a día con un caso: archivos, transferir, posponer.

web-desk-attach = Adjuntar archivo
web-desk-attach-file = Archivo (PDF, JPEG o PNG, hasta { $most } MB)
web-desk-attach-words = Texto que lo acompaña (opcional)
web-desk-attach-send = Enviar archivo
web-desk-refused-file-kind = Este archivo no se puede enviar. Use PDF, JPEG o PNG.
web-desk-refused-file-too-large = El archivo es demasiado grande: el límite es de 5 MB.
web-desk-insist = Enviar de todos modos. La confirmación queda registrada.

## Transferir

web-desk-pass-back = Volver a la conversación
web-desk-pass-person = A una persona
web-desk-pass-sector = O a un sector
web-desk-pass-alone = Ningún colega puede atender este caso ahora.
web-desk-pass-reason = Recado para quien va a atender (queda como nota; el cliente no la ve)
web-desk-pass-here = En la mesa ahora
web-desk-pass-away = Fuera de la mesa
web-desk-pass-load = { $count ->
    [0] sin conversaciones
    [1] una conversación
   *[other] { $count } conversaciones
  }

## Posponer

web-desk-snooze = Posponer
web-desk-snooze-until = Hasta cuándo (hora de Brasilia)
web-desk-snooze-how = En blanco, queda pospuesta hasta que la persona responda. Si escribe o paga antes, el caso vuelve enseguida.
web-desk-wake = Retomar ahora
web-desk-snoozed-until = Pospuesta hasta { $when }
web-desk-snoozed-until-answer = Pospuesta hasta que la persona responda
web-desk-refused-too-far = Se puede posponer hasta 60 días. Elija un día más cercano.

## Lo que avisa la página

web-desk-still-under-way = { $count ->
    [1] Un mensaje del robot ya estaba en camino y todavía puede llegarle al cliente.
   *[other] { $count } mensajes del robot ya estaban en camino y todavía pueden llegarle al cliente.
  }
web-desk-other-desk-down = { $desk ->
    [chatwoot] Chatwoot no responde
    [telegram] El grupo de Telegram no responde
   *[other] La otra mesa no responde
  } desde { $since }. Los casos nuevos se atienden aquí.
web-desk-looks-notify = Avisar en el navegador cuando un cliente escriba y otra página esté adelante
web-desk-looks-notify-how = El navegador le pide permiso. El aviso no muestra el nombre ni lo que la persona escribió.
web-desk-looks-notify-blocked = El navegador no permitió los avisos. Habilite los avisos de este sitio en la configuración del navegador e inténtelo de nuevo.

## Límites de contacto

web-desk-limit-recalled = Recordatorios del robot en siete días: { $done } de { $most }.
web-desk-limit-begin-now = Ahora se permite empezar una conversación.
web-desk-limit-begin-later = Solo se permite empezar una conversación a partir de { $when }.
web-desk-limit-begin-never = { $code ->
    [opted-out] No empiece una conversación: la persona pidió no recibir mensajes.
    [identity-unknown] No empiece una conversación: la identidad no fue confirmada.
   *[other] No empiece una conversación: la cobranza está detenida.
  }
