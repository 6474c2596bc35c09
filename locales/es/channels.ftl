# Quién está del otro lado: otro canal, otro número, alguien que todavía no se sabe quién es. Nada aquí
# dice si hay una cuenta o un registro.

### La misma conversación en otro canal

carried-on = Listo, seguimos donde nos quedamos.
    .v1 = Seguimos desde aquí, donde lo habíamos dejado.
carried-agreed = Ese acuerdo ya está cerrado: lo confirmó en la otra conversación, y vale para las dos.
    .v1 = Eso ya quedó acordado en la otra conversación. No hace falta confirmarlo otra vez.
tap-passed = Esa opción ya pasó.
    .v1 = Ese botón era de un mensaje anterior, y la conversación ya avanzó.

### El pago que se muestra en un canal que sabe mostrar pagos

order-paid = Recibimos su pago. Gracias.
    .v1 = Pago recibido. Gracias.

### Quien todavía no se sabe quién es

stranger-share =
    ¡Hola! Le escribe el asistente virtual de { $creditor }.
    Para saber con quién hablo, toque el botón y comparta su número de teléfono.
    .v1 =
        Hola, soy el asistente virtual de { $creditor }.
        Todavía no sé con quién hablo. ¿Puede compartir su número con el botón?
stranger-not-own =
    Ese contacto no es el suyo, y solo puedo usar su propio número.
    ¿Puede compartirlo con el botón?
    .v1 =
        Para proteger a las personas, solo acepto el número de quien está hablando conmigo.
        El botón comparte el suyo.
stranger-no-link =
    Ese enlace ya no vale. Le escribe el asistente virtual de { $creditor }.
    Si quiere seguir, toque el botón y comparta su número de teléfono.
    .v1 =
        Con ese enlace no puedo seguir.
        ¿Puede compartir su número con el botón? Así sé con quién hablo.
stranger-elsewhere =
    Le escribe el asistente virtual de { $creditor }. Por este número no puedo saber con quién hablo.
    Para hablar con la empresa: { $phone } o { $site }.
    .v1 =
        Todavía no puedo saber con quién hablo por aquí.
        { $creditor } atiende en el { $phone } y en { $site }.
stranger-which =
    ¡Hola! Le escribe el asistente virtual de { $creditor }.
    Para saber con quién hablo, dígame solo los 3 primeros números de su CPF, o el día y el mes de su cumpleaños.
    .v1 =
        ¿Con quién hablo ahora?
        Pueden ser solo los 3 primeros números de su CPF, o el día y el mes de su cumpleaños.
stranger-which-again =
    Con eso no pude saber con quién hablo.
    ¿Puede revisar los 3 primeros números del CPF, o el día y el mes del cumpleaños?
    .v1 =
        Todavía no pude. ¿Quiere intentarlo otra vez?
        Solo los 3 primeros números del CPF, o el día y el mes del cumpleaños.
stranger-edited = Los cambios en mensajes ya enviados no me llegan. Lo que cambió, mándemelo en un mensaje nuevo.
stranger-silence = De acuerdo, no le mando más mensajes por aquí. Si lo necesita, basta con escribir.
stranger-help =
    Siento mucho que esté siendo tan difícil. Su vida vale más que cualquier otra cosa.
    En Brasil, el CVV atiende ahora, gratis, en el 188 o en cvv.org.br. En peligro inmediato, llame al 192.

### Lo que quieren decir los comandos del menú

# Son palabras que el lector entiende: se quedan como están en portugués.
command-start = oi
command-iniciar = oi
command-oi = oi
command-ajuda = menu
command-help = menu
command-menu = menu
command-opcoes = menu
command-sair = sair
command-parar = parar
command-stop = parar
command-cancelar = sair
command-pessoa = quero falar com uma pessoa
command-humano = quero falar com uma pessoa
command-atendente = quero falar com uma pessoa
command-pagar = quero pagar
command-pix = quero o código pix
command-boleto = quero o boleto
command-quem = quem está falando?
