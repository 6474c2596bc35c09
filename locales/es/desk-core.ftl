# Lo que la mesa rechaza, con lo que se puede hacer.

web-desk-refused-unknown = Esa conversación no existe o no es de su sector.
web-desk-refused-right = Su rol no permite eso.
web-desk-refused-owned = Esta conversación la tiene { $by }. Si hace falta, pida la conversación o hable con la supervisión.
web-desk-refused-not-yours = Esta conversación no la tiene usted. Tómela antes.
web-desk-refused-no-reason = Escriba por qué toma la conversación de otra persona.
web-desk-refused-not-them = Esa persona no puede recibir esta conversación. Elija otra.
web-desk-refused-words = El mensaje tiene “{ $entry }”, que no usamos con clientes. Cambie el texto o confirme que quiere enviarlo así; la confirmación queda registrada.
web-desk-refused-threat = El mensaje tiene “{ $entry }”, que suena a amenaza. No se puede enviar.
web-desk-refused-unproved = La identidad no está confirmada: no diga valores antes de eso.
web-desk-refused-window-closed = Ya pasaron 24 horas del último mensaje del cliente. En WhatsApp, ahora solo puede ir una plantilla aprobada.
web-desk-refused-no-template = Esa plantilla no se puede usar ahora. Revise que todos los campos estén llenos o elija otra.
web-desk-refused-opted-out = El cliente pidió no recibir mensajes. Se le puede responder si vuelve a escribir.
web-desk-refused-not-active = La cobranza de este cliente está detenida. Se le puede responder si escribe.
web-desk-refused-out-of-hours = Fuera del horario permitido para empezar una conversación. El próximo horario es el { DATE($day, style: "full") }, a las { DATE($at, style: "time") }.
web-desk-refused-past = Ese horario ya pasó. Elija otro.
web-desk-refused-not-failed = Ese mensaje no falló: ya salió o puede haber salido. No se puede enviar otra vez.
web-desk-refused-empty = Escriba algo.
web-desk-refused-too-long = El texto es demasiado largo: caben { $most } letras.
