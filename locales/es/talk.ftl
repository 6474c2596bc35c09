# La conversación en sí: silencio, regreso, corrección, lo que no se puede leer, quién está ahí. Nada aquí habla de
# valores, salvo el resumen de quien vuelve después de días.

### No entendí

unclear-blank = Su mensaje me llegó sin texto.
    .v1 = Me llegó en blanco.
did-you-mean = Quiero entender bien. ¿Quiso decir…?
    .v1 = Me quedó la duda. ¿Es una de estas opciones?
did-you-mean-one = Quiero entender bien. ¿Es esto lo que quiso decir?
    .v1 = Me quedó la duda. ¿Es esto?
label-something-else = Otra cosa
label-meant-paid = Ya pagué
label-meant-boleto = Quiero el boleto
label-meant-effects = Si no pago
label-meant-details = Ver los detalles
label-meant-discount = Quiero un descuento
label-meant-split = Quiero cuotas
label-meant-receipt = Quiero un documento
label-meant-waiting = Espero un pago
label-meant-busy = Ahora no puedo
label-meant-too-much = Es mucho para mí
label-meant-date = Cambiar la fecha
label-meant-dispute = No la reconozco
label-meant-pay = Quiero pagar
label-meant-trouble = No pude pagar
label-meant-promise = Decir cuándo pago
label-meant-think = Lo voy a pensar
label-meant-who = Quién escribe
language-spanish =
    Disculpe, eso no lo entendí.
    Si prefiere, una persona del equipo sigue con usted.
    .v1 =
        Perdón, no entendí lo que escribió.
        ¿Me lo dice con otras palabras? También puede seguir con una persona.
language-english =
    Sorry, I can only answer in Spanish or Portuguese.
    Si prefiere, una persona del equipo sigue con usted.
    .v1 =
        Sorry, I do not understand English yet.
        Por aquí sigo en español, y una persona puede ayudarle si prefiere.

### Lo que no se puede leer

media-audio = Todavía no puedo escuchar audios por aquí, solo leer mensajes escritos.
    .v1 = Los audios todavía no los escucho, disculpe. Por escrito sí entiendo.
media-file = Todavía no puedo abrir fotos ni archivos por aquí, solo leer mensajes escritos.
    .v1 = Las fotos y los archivos todavía no los abro, disculpe. Por escrito sí entiendo.
media-video = Todavía no puedo ver videos por aquí, solo leer mensajes escritos.
    .v1 = Los videos todavía no los veo, disculpe. Por escrito sí entiendo.
media-sticker = Vi el sticker, pero por él no puedo saber la respuesta.
    .v1 = Los stickers todavía no los entiendo, disculpe.
media-location = Recibí la ubicación, pero aquí no la necesito.
    .v1 = La ubicación no la uso en esta conversación, puede quedarse solo con usted.
media-contact = Recibí el contacto, pero aquí no uso contactos de otras personas.
    .v1 = El contacto de otra persona no lo uso en esta conversación.
media-edited = Los cambios en mensajes ya enviados no me llegan. Lo que cambió, mándemelo en un mensaje nuevo.
    .v1 = Los mensajes editados no los veo, disculpe. ¿Me escribe de nuevo lo que cambió?
media-other = Ese tipo de mensaje todavía no lo puedo ver por aquí. Por escrito sí entiendo.
    .v1 = Eso no me aparece, disculpe. ¿Me lo cuenta por escrito?
media-consent = Solo vale como aceptación lo que queda escrito. Por eso repito todo:
    .v1 = La aceptación tiene que ser por escrito o con el botón. Los términos son estos:

### Corregir

corrected = Entendí mal, disculpe. Ya lo corregí.
    .v1 = De acuerdo, lo corregí. Disculpe.
    .v2 = Está corregido, gracias por avisar.
misread = Entendí mal, disculpe.
    .v1 = Disculpe, me equivoqué.

### Cambiar de tema y volver

menu-options = Puedo ayudarle con esto. ¿Qué prefiere?
    .v1 = Las opciones son estas. ¿Por dónde quiere ir?
label-continue = Seguir
label-details = Ver los detalles
label-second-copy = Otra copia
ask-code-again = Volviendo a lo que le había preguntado: ¿quiere el código?
    .v1 = ¿Y el código, quiere que se lo mande?
ask-talk-again = Volviendo a lo que le había preguntado: ¿podemos hablar?
    .v1 = Entonces, ¿podemos hablar?

### Silencio y regreso

nudge = { $name }, sigo por aquí, sin prisa. ¿Quiere seguir donde nos quedamos?
    .v1 = { $name }, si quiere seguir donde nos quedamos, aquí estoy. ¿Puede ser ahora?
nudge-rest = Está bien. Cuando quiera, mándeme un hola.
    .v1 = No hay problema. Cuando pueda, escríbame.
label-later = Ahora no
back-hello = Qué gusto hablar con usted otra vez.
    .v1 = Qué bueno que volvió.
back-debt = Qué gusto hablar con usted otra vez. La cuenta hoy está en { $total }.
    .v1 = Qué bueno que volvió. Hoy la cuenta está en { $total }.
back-offers = Qué gusto hablar con usted otra vez. Estábamos viendo las condiciones.
    .v1 = Qué bueno que volvió. Nos quedamos en las condiciones.
back-offers-expired = Qué gusto hablar con usted otra vez. Las condiciones de antes vencieron, así que las rehíce con los valores de hoy.
    .v1 = Qué bueno que volvió. El plazo de las condiciones pasó, y estas son las de hoy.
back-confirm = Qué gusto hablar con usted otra vez. Solo faltaba su confirmación.
    .v1 = Qué bueno que volvió. Estaba faltando su confirmación.

### Escribir después

callback-agreed =
    Claro, no quiero molestar. Le escribo el { $at }.
    Si prefiere otro horario, dígamelo; y si quiere hablar antes, mándeme un hola.
    .v1 =
        De acuerdo, le escribo el { $at }.
        Si quiere hablar antes, mándeme un hola.
callback-nearest =
    Solo puedo escribirle en días hábiles, de { $from } a { $to } h. Lo más cercano es el { $at }.
    Queda acordado así; si prefiere otro horario, dígamelo.
    .v1 =
        Ese horario queda fuera de lo que puedo: días hábiles, de { $from } a { $to } h.
        Le escribo el { $at }. Si prefiere otro, dígamelo.
callback-cancelled = Está bien, no le escribo. Cuando quiera, mándeme un hola.
callback-now = Hola, { $name }. Le escribe el asistente de { $creditor }, a la hora que pidió. ¿Podemos hablar ahora?
    .v1 = { $name }, le escribe el asistente de { $creditor }, como pidió. ¿Podemos hablar ahora?

### Quién está ahí

third-party-unclear = Eso no lo puedo contar por aquí.
    .v1 = Disculpe, de eso no puedo hablar.
right-person = No hay problema, devolví su número al registro.

### Con una persona del equipo

handoff-file = Lo recibí y lo dejé junto con su caso. La respuesta llega a más tardar el { $opens }.
    .v1 = Llegó, y el equipo ya lo puede ver. La respuesta llega a más tardar el { $opens }.
given-back = Soy el asistente otra vez, y ya sé lo que conversaron.
    .v1 = Volví yo, el asistente. Seguimos donde se quedaron.
