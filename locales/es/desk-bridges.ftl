# Lo que leen los asesores en otra mesa: Chatwoot, grupo de Telegram.

bridge-title = { $name }: { $reason ->
    [asked] pidió una persona
    [distress] señales de sufrimiento
    [deceased] aviso de fallecimiento
    [dispute] no reconoce la cuenta
    [already_paid] dice que ya pagó
    [legal_threat] mencionó abogado o defensa
    [abuse] ofensas
    [identity_failed] identidad sin confirmar
    [not_understood] el robot no entendió
    [beyond_policy] quiere otra propuesta
    [hardship] dificultad
    [over_indebted] muchas cuentas
    [prescribed] cuenta antigua
    [data_problem] revisar el registro
    [privacy] datos personales
    [refused] no quiere pagar
    [payment_trouble] código de pago
    [taken] la tomó un asesor
   *[other] otro asunto
}
bridge-stake = { MONEY($value) }
bridge-misunderstood = Última frase que el robot no entendió: { $text }
bridge-matter-words = En las palabras de la persona: { $text }
bridge-link = Deudas, límites y acuerdo: { $url }
bridge-how-chatwoot = Lo que escriba aquí le llega a la persona, con las mismas reglas de la mesa de Combinado. Al resolver, ponga una etiqueta con el resultado: acordo, pago, recusa, pessoa_errada, obito, opt_out, contestacao_procedente o contestacao_improcedente.
bridge-how-telegram = Lo que escriba en este tema le llega a la persona. Para hablar solo con el equipo, empiece con //. Comandos: /assumir, /devolver, /encerrar con el resultado, /ajuda.
bridge-enclosed = { $kind ->
    [pix] [código Pix]
    [boleto] [boleto]
    [image] [imagen: véala en la mesa de Combinado]
    [audio] [audio: escúchelo en la mesa de Combinado]
    [video] [video: véalo en la mesa de Combinado]
    [document] [archivo: ábralo en la mesa de Combinado]
    [sticker] [sticker]
    [location] [ubicación]
    [contact] [contacto]
    [edited] [la persona editó un mensaje]
   *[other] [algo que solo aparece en la mesa de Combinado]
}
bridge-customer-said = 👤 { $text }
bridge-maybe-again = (puede estar repetido)
bridge-bot-said = 🤖 { $text }
bridge-agent-said = { $name } (mesa de Combinado): { $text }
bridge-holder = La conversación ahora la tiene { $name }.
bridge-over = Caso cerrado en Combinado. Lo que la persona escriba de aquí en adelante le llega al robot.
bridge-ask-outcome = El caso se resolvió sin resultado. Ponga una etiqueta en la conversación: acordo, pago, recusa, pessoa_errada, obito, opt_out, contestacao_procedente o contestacao_improcedente. Promesa, pausa y queja piden valores: cierre desde la mesa de Combinado. Sin etiqueta en 30 minutos, la conversación vuelve al robot sin resultado.
bridge-undelivered = No llegó al celular de la persona. Vea el motivo en la mesa de Combinado.
bridge-which-outcome = Diga el resultado, por ejemplo: /encerrar acordo, /encerrar promessa 150,00 10/12, /encerrar recusa. Otros: pausa 15/12, pago, pessoa errada, óbito, opt out, contestação procedente, contestação improcedente, reclamação con el asunto.
bridge-incomplete = Este resultado pide más: promesa, el valor y el día; pausa, el día; queja, el asunto. Cierre desde la mesa de Combinado o, en el grupo de Telegram, con /encerrar promessa 150,00 10/12.
bridge-entered = Listo, { $name }: lo que escriba en los temas va en su nombre.
bridge-wrong-code = Este código no vale: ya se usó, pasó de 15 minutos o se escribió mal. Pida otro en la mesa de Combinado.
bridge-help-alone = Para atender por aquí, pida un código en la mesa de Combinado y escriba: /entrar CÓDIGO

# Por qué un mensaje no salió.
bridge-refused-stranger = Usted no está entre los asesores de Combinado: el correo de aquí tiene que ser el mismo con que entra allá.
bridge-refused-closed = El caso ya se cerró; la conversación la tiene el robot. Tómela en la mesa de Combinado, si hace falta.
bridge-refused-attachment = Los archivos todavía no salen por aquí. Mándelos desde la mesa de Combinado.
bridge-refused-empty = Un mensaje sin palabras no sale.
bridge-refused-too-long = Mensaje demasiado largo. Divídalo en partes más cortas.
bridge-refused-desk = La mesa de Combinado no deja hacer eso ahora. Abra la conversación allá para ver el motivo.
bridge-refused-stranger-telegram = Usted no está entre los asesores de Combinado. Pida un código en la mesa y escriba, en la conversación privada conmigo: /entrar CÓDIGO
bridge-refused-edited = La edición no le llega a la persona. Escriba otro mensaje.
