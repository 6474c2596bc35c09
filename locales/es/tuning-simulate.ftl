# El simulador: una conversación de prueba, antes de publicar.

web-tuning-simulate = Simular una conversación
web-tuning-simulate-what = Converse en el lugar de un cliente inventado, o de uno como los suyos: lo que debe y desde hace cuánto, con nombre y documento cambiados. Nada de esto llega a nadie, y nada queda guardado.
web-tuning-simulate-draft = El asistente responde con el borrador. Las palabras que entiende siguen siendo las de la versión en uso.
web-tuning-simulate-invented = Inventados
web-tuning-simulate-real = Como los suyos, sin decir quiénes son
web-tuning-simulate-case = { $owed } en { $invoices ->
    [1] una factura
   *[other] { $invoices } facturas
  }, { $days ->
    [1] un día
   *[other] { $days } días
  } de atraso
web-tuning-simulate-customer = Cliente
web-tuning-simulate-channel = Apariencia
web-tuning-simulate-begin = Empezar de nuevo
web-tuning-simulate-talk = Conversación
web-tuning-simulate-why = Por qué
web-tuning-simulate-text = Mensaje
web-tuning-simulate-say = Enviar como cliente
web-tuning-simulate-picture = Enviar una foto
web-tuning-simulate-pay = Pagar lo que vence
web-tuning-simulate-hour = Pasa 1 hora
web-tuning-simulate-day = Pasa 1 día
web-tuning-simulate-days = Pasan 3 días
web-tuning-simulate-agent = Enviar como persona del equipo
web-tuning-simulate-return = La persona devuelve
web-tuning-simulate-undo = Deshacer lo último
web-tuning-simulate-keep = Guardar como prueba
web-tuning-simulate-not-now = Eso no es posible en este punto de la conversación; nada cambió.
web-tuning-simulate-broken = Este contenido todavía tiene problemas y no conversa. Véalos en el borrador.
web-tuning-simulate-fail = Hacer fallar el envío
web-tuning-simulate-name = Nombre de la prueba
web-tuning-simulate-keep-in = Guardar en el borrador
web-tuning-simulate-learns = Entender con las frases del borrador (tarda unos segundos)
