# Lo que los comandos dicen a quien los usa.

cli-no-flow = No hay ningún flujo de conversación. Ponga un archivo .toml en la carpeta flows/ del contenido.
cli-no-policy = No hay política con el nombre { $policy }. Póngala en la carpeta policies/ o corrija el acreedor.
cli-unreadable = No pude leer { $file }: { $detail }. Revise la ruta y el permiso de lectura.
cli-customer-unknown = No hay cliente { $id }. Revise el identificador, que es el de la columna customer de la cartera.
cli-link-made = El enlace vale una vez y por { $hours } horas. Quien llega por él todavía confirma quién es antes de cualquier tema.
cli-customer-many = Más de un acreedor tiene el cliente { $id }. Escriba acreedor/cliente, como aurora/{ $id }.
cli-gate = { $invoice } no permite contacto: { $why }
cli-forbidden = El primer contacto no se permite ahora: { $why }
cli-nothing-to-pay = No hay ningún cobro pendiente: diga cuánto se pagó, como "paid": "123.45" o /pagar 123,45.
cli-agent = Julia

## combinado chat

cli-chat-welcome = Usted es el cliente. Escriba con libertad, o el número de una opción. /ajuda muestra los comandos.
cli-chat-customer-first = El asistente no empezó la conversación. Escriba primero, si quiere.
cli-chat-prompt = usted ›
cli-chat-bot = asistente
cli-chat-agent = persona del equipo
cli-chat-pix = Pix para copiar y pegar:
cli-chat-boleto = Números del boleto:
cli-chat-unknown = No conozco { $command }. /ajuda muestra los comandos.
cli-chat-help =
    /tempo 2d    deja pasar el tiempo (m, h o d)
    /pagar       paga el cobro pendiente; /pagar 50,00 paga otro valor
    /foto        manda una imagen
    /ajuda       muestra esto
    /sair        termina
cli-line = línea { $line }: { $words }
cli-line-unknown-key = no conozco "{ $key }". Use text, choose, media, after, paid, agent o return.
cli-line-not-one-key = son { $count } claves, y cada línea hace una sola cosa. Deje una clave por línea.
cli-line-bad-value = { $value } no sirve para "{ $key }". { $known }
    .text = Escriba un texto entre comillas.
    .choose = Escriba el número de la opción, su identificador o su texto exacto.
    .media = Use image, audio, video, document, sticker, location o contact.
    .after = Escriba un tiempo como 30m, 3h o 2d, de hasta diez años.
    .paid = Escriba un valor positivo como "123.45", o null para el valor del cobro.
    .agent = Escriba un texto entre comillas.
    .return = Use true.

## combinado understand --hint

cli-hint-off = La segunda opinión está apagada. Configure hint_url y hint_model, o las variables COMBINADO_HINT_URL y COMBINADO_HINT_MODEL.
cli-hint-spent =
    Segunda opinión: { $calls } llamadas, { $failures } sin respuesta útil, { $skipped } no hechas, { $tokens } tokens, { $seconds } s.

## banco e registro

cli-database-closed = No pude abrir la base de datos: { $detail }. Revisa database en combinado.toml o la variable COMBINADO_DATABASE: si es un archivo, si la carpeta existe y si puedes escribir en ella; si es postgres://, si el servidor responde y si usuario y contraseña valen.
cli-no-conversation = No hay conversación { $id } en esta base. Revisa el identificador, que es el de la dirección de la conversación en la mesa.

## combinado check

cli-check-clean = Ningún problema. Archivos revisados: { $files }.
cli-check-problems = Problemas: { $problems }.

## Lo que se aprende sin reiniciar

cli-lessons-learnt = El asistente aprendió de nuevo, con { $examples } ejemplos; vale desde el próximo mensaje.
cli-lessons-refused = El asistente no aprendió los ejemplos nuevos y sigue con los de antes:

## combinado demo

cli-demo-ready =
    La demostración está en http://127.0.0.1:{ $port }/ (los datos quedan en { $folder }). Ctrl-C la termina.
    La mesa de atención está en http://127.0.0.1:{ $port }/mesa: ana y bruno (asesores), carla (supervisión), davi (administración), elisa (auditoría), todos con la contraseña { $password }
    En la terminal: COMBINADO_DATABASE={ $folder }/demo.db combinado chat --customer A1003
cli-demo-ended = Demostración terminada.
cli-demo-port = El puerto { $port } ya está en uso o no se permite. Pruebe otro, como --port { $next }, o --port 0 para cualquier puerto libre.
cli-demo-data = No pude usar la carpeta { $folder }: { $detail }. Elija otra con --data.

## combinado serve

cli-serve-ready =
    Atendiendo en http://{ $address }/. Los webhooks llegan a /webhooks/whatsapp y /webhooks/telegram/…; el estado está en /health/ready. Ctrl-C termina.
cli-serve-content-differs = La carpeta de contenido difiere de la versión { $number }, que está en uso; lleve los cambios con `combinado push`.
cli-serve-ended = Terminado. Lo que estaba en la cola sigue guardado.
cli-serve-no-accounts = No hay ninguna cuenta de WhatsApp ni de Telegram. "combinado setup whatsapp" y "combinado setup telegram" preguntan y configuran.
cli-serve-creditor = La configuración habla del acreedor { $id }, que no está en la base. Importe su cartera con "combinado import", o corrija combinado.toml.
cli-serve-address = No pude atender en { $address }: otro programa usa esa dirección, o no es de esta máquina. Elija otra con --listen.
cli-serve-roles = Dividir el trabajo con --role necesita una base PostgreSQL. Con un archivo SQLite, un solo proceso hace todo: quite --role.
cli-serve-locked = Otro proceso ya trabaja con { $file }. Termínelo antes, o use PostgreSQL para tener varios.
cli-serve-file = No pude crear { $file }: { $detail }. Revise la carpeta y el permiso de escritura.
cli-serve-chat-pages = Las páginas de conversación dejan que cualquier visita hable como cualquier cliente. Solo las ofrezco en esta máquina: use --listen 127.0.0.1:8080 o quite --chat-pages.

## combinado queue

cli-queue-again = El mensaje { $about } se va a enviar otra vez.
cli-queue-empty = Nada espera envío, nada está detenido y ninguna cuenta tiene problemas.
cli-queue-seen = Avisos marcados como vistos: { $count }.
cli-queue-none = No hay mensaje { $about } detenido. "combinado queue --dead" y "combinado queue --unknown" muestran los que hay.
cli-queue-resumed = La cuenta { $about } vuelve a enviar.
cli-queue-open = La cuenta { $about } no está suspendida ni en pausa. "combinado queue" muestra cómo está cada una.

## combinado setup

cli-setup-whatsapp-policy =
    La política de WhatsApp menciona "cobranza de deudas" entre los negocios que no permite. Quien usa esto aquí habla con sus propios clientes, en nombre propio, sobre las cuentas de ellos. Lea docs/channels.md antes de conectar un número.
cli-setup-ask-creditor = Código del acreedor, como está en la cartera importada:
cli-setup-ask-number = Identificador del número de teléfono (panel de Meta, WhatsApp, Configuración de la API):
cli-setup-ask-business = Identificador de la cuenta de WhatsApp Business (en la misma pantalla):
cli-setup-ask-public-url = Dirección pública de este servidor, con https://:
cli-setup-ask-token = Token del usuario del sistema (no aparece mientras escribe):
cli-setup-ask-app-secret = Clave secreta de la aplicación, en Configuración, Básica (no aparece):
cli-setup-ask-bot-token = Token que mostró BotFather (no aparece mientras escribe):
cli-setup-ask-write = La cuenta está en orden. ¿Escribo la configuración? (s/n)
cli-setup-ask-again = ¿Lo intento otra vez ahora? (s/n)
cli-setup-ask-test-phone = Para un mensaje de prueba, mande "hola" desde su celular al número y escriba aquí su teléfono con + y país (Enter para no mandarlo):
cli-setup-ask-test-chat = Para un mensaje de prueba, el número de su chat con el bot (Enter para no mandarlo):
cli-setup-missing = Falta { $what }. Dígalo en la línea de comandos, o ejecútelo en una terminal, sin --yes, para que yo pregunte.
cli-setup-not-https = La dirección pública tiene que empezar con https:// y llegó { $url }. Ponga delante un proxy con certificado, como muestra docs/channels.md.
cli-setup-creditor-unknown = No hay acreedor { $id } en la base. Hay: { $known }.
cli-setup-no-portfolio = Todavía no hay cartera en la base: impórtela con "combinado import" antes de atender.
cli-setup-known = Esta cuenta ya está en { $file }. Voy a revisarla y registrarla otra vez, sin cambiar el archivo.
cli-setup-not-written = No se escribió nada.
cli-setup-written =
    Escribí la cuenta en { $file } y los secretos en { $env }, que solo usted puede leer. Antes de atender, cárguelos: set -a; . ./{ $env }; set +a
cli-setup-refused = { $what } no salió bien (código { $code }).
cli-setup-step-token = La comprobación del token
cli-setup-step-number = La consulta del número de teléfono
cli-setup-step-business = La consulta de la cuenta de WhatsApp Business
cli-setup-step-subscribe = La inscripción de la aplicación en los webhooks de la cuenta
cli-setup-step-bot = La consulta del bot
cli-setup-step-webhook = El registro del webhook
cli-setup-step-test = El mensaje de prueba
cli-setup-mend-account =
    El token no sirve para esto: venció, se cambió o no tiene permiso. Genere otro en el panel y ejecute el comando otra vez.
cli-setup-mend-network = No pude hablar con el servidor. Revise la conexión y la dirección de la API, e inténtelo de nuevo en unos minutos.
cli-setup-mend-wait = El proveedor pidió una pausa. Espere unos minutos y ejecútelo otra vez.
cli-setup-mend-window =
    Fuera de las 24 horas desde el último mensaje del cliente, solo va una plantilla aprobada. Mande "hola" desde su celular al número y ejecútelo otra vez.
cli-setup-mend-recipient =
    El proveedor no entrega a ese destino. Revise la dirección; en Telegram, la persona tiene que haber empezado la conversación con el bot.
cli-setup-mend-values = El proveedor no aceptó uno de los valores. Revise los identificadores: es fácil confundir el del número con el de la cuenta.
cli-setup-token-invalid = El token ya no vale. Genere un token de usuario del sistema, sin plazo, y ejecútelo otra vez.
cli-setup-token-scopes = Al token le faltan permisos: { $scopes }. Genere otro con ellos marcados.
cli-setup-token-ends = Atención: este token tiene plazo. Para producción, genere un token de usuario del sistema sin plazo.
cli-setup-number-found = Número encontrado: { $number }, con el nombre { $name }.
cli-setup-templates-found = Cuenta de WhatsApp Business encontrada. Plantillas de mensaje en ella: { $count }.
cli-setup-whatsapp-registered = Meta comprobó { $url } y va a entregar ahí los mensajes de esta cuenta.
cli-setup-whatsapp-unverified =
    Meta preguntó en { $url } y no oyó la respuesta correcta. Lo que usted respondió ya está escrito: en otra terminal, cargue { $env } y deje "combinado serve" en marcha, con el proxy delante. Después inténtelo de nuevo; no se vuelve a preguntar nada.
cli-setup-whatsapp-next =
    Los mensajes ya llegan por esta cuenta. Los avisos de plantillas y de la cuenta Meta solo los entrega en la dirección de la aplicación: en el panel, en WhatsApp, Configuración, Webhook, ponga { $url } y, como token de verificación, el valor de COMBINADO_WHATSAPP_VERIFY_TOKEN que está en { $env }. Suscriba ahí el campo messages, sin el cual no llega nada, y los otros que lista docs/channels.md.
cli-setup-bot-found = Bot encontrado: { $name } (@{ $username }).
cli-setup-telegram-next = Listo. Con "combinado serve" en marcha, abra https://t.me/{ $username } y toque Iniciar.
cli-setup-test-message = Este es un mensaje de prueba de Combinado. El canal está configurado.
cli-setup-test-sent = El mensaje de prueba se aceptó. Compruebe si llegó.

## combinado pull, push, release

cli-release-nobody = Nadie entra aquí como “{ $login }”. Quién tiene acceso aparece en "combinado user list".
cli-release-none = Ninguna versión está en uso en esta base. Ejecute "combinado serve" una vez: pone en uso la versión 1.
cli-release-serves = La versión { $number } está en uso. Las demás instancias la toman en dos segundos como máximo.
cli-pull-done = { $count ->
    [0] La carpeta ya está en la versión { $number }.
    [one] Versión { $number } en la carpeta: cambió 1 archivo.
   *[other] Versión { $number } en la carpeta: cambiaron { $count } archivos.
}
cli-pull-unwritable = No pude escribir en { $file }: { $detail }. Revise el permiso y el espacio; después repita.
cli-push-empty = No hay contenido en { $folder }. Indique la carpeta que tiene flows/, policies/ y locales/.
cli-push-nothing = La carpeta no cambia nada de lo que está en uso.
cli-push-done = { $problems ->
    [0] El borrador { $id } espera revisión, en /ajustes.
   *[other] El borrador { $id } espera revisión, en /ajustes. Antes de publicar, corrija lo que está arriba.
}
cli-exchange-no-lines = Un lado cambió el archivo y el otro lo borró, o los dos lo crearon.
cli-exchange-conflicts = { $count ->
    [one] Los dos lados cambiaron las mismas líneas de 1 archivo. No se escribió nada. Una los dos cambios a mano, o elija el lado con --mine o --theirs y la ruta.
   *[other] Los dos lados cambiaron las mismas líneas de { $count } archivos. No se escribió nada. Una los cambios a mano, o elija el lado de cada uno con --mine o --theirs y la ruta.
}

## combinado user

cli-user-added = { $login } ya puede entrar en la mesa.
cli-user-password = Contraseña de { $login } cambiada. Las sesiones abiertas se cerraron.
cli-user-changed = Rol y acceso de { $login } cambiados. Vale desde ahora.
cli-user-disabled = { $login } ya no entra. Las sesiones abiertas se cerraron.
cli-user-enabled = { $login } puede entrar otra vez.
cli-user-ask = Contraseña:
cli-user-refused = { $code ->
    [login] { $login } no sirve como usuario: use de 3 a 100 letras sin acento, números y los signos . - _ @ +
    [taken] Ya existe alguien con el usuario { $login }.
    [name] El nombre tiene que tener de 2 a 80 letras.
    [creditor] Alguno de los acreedores no está en la base. Importe antes su cartera, o corrija el nombre.
    [unknown] No existe nadie con el usuario { $login }. Véalo con "combinado user list".
    [last-admin] { $login } es la única persona en la administración. Dele antes ese rol a alguien más.
    [short] La contraseña tiene que tener al menos { $least } caracteres.
    [long] La contraseña es demasiado larga.
    [easy] La contraseña es fácil de adivinar. No use su propio nombre, secuencias ni palabras comunes.
   *[other] { $code }
  }
cli-serve-nobody = Todavía no hay nadie en la mesa de atención (/mesa). Cree la primera persona: combinado user add --login maria --name "Maria Souza" --role admin

## combinado audit

cli-audit-whole = La auditoría está completa: { $count } registros, cada uno unido al anterior. Guarde la línea de arriba fuera de este servidor: con --expect prueba después que no se cambió nada.
cli-audit-broken = La auditoría fue alterada: el registro { $number } no coincide, falta o está fuera de lugar.
cli-audit-expect = No entendí --expect. Use número:código, como lo escribe "combinado audit verify".

## combinado doctor

cli-doctor-content = La configuración, los flujos, las políticas y los textos se leyeron sin problemas.
cli-doctor-database = La base no abrió: { $detail }. Revise la dirección en database y si el servidor está en marcha.
cli-doctor-database-well = La base abrió ({ $engine }) y está al día.
cli-doctor-creditor = El acreedor { $id } no está en la base. Importe su cartera o corrija combinado.toml.
cli-doctor-consent = En WhatsApp, { $agreed } de { $count } clientes del acreedor { $id } aceptaron recibir mensajes; a los otros solo se les responde.
cli-doctor-consent-none = Ninguno de los { $count } clientes del acreedor { $id } aceptó recibir mensajes en WhatsApp: los recordatorios no salen, solo respuestas. Ponga la fecha de la aceptación en la columna opt_in_on de la importación.
cli-doctor-set-aside = Hay { $count } elementos apartados en las colas. Véalos con "combinado queue".
cli-doctor-people = Personas que pueden entrar en la mesa de atención: { $count }. Cree más con "combinado user add".
cli-doctor-queues = No hay nada apartado en las colas.
cli-doctor-secret = Falta la variable { $variable }.
cli-doctor-no-accounts = No hay ninguna cuenta de canal. Use "combinado setup whatsapp" o "combinado setup telegram".
cli-doctor-account = La cuenta { $account } rechazó la consulta (código { $code }). { $mend }
cli-doctor-number = Número { $id }: estado { $status }, calidad { $quality }.
cli-doctor-number-ill = Número { $id }: estado { $status }, calidad { $quality }. Vea en el panel de Meta qué pasó antes de enviar más.
cli-doctor-no-business = Falta business_account_id en la tabla del número { $id }: sin él no hay plantillas ni avisos de la cuenta.
cli-doctor-not-subscribed = Ninguna aplicación recibe los webhooks de la cuenta del número { $id }. Ejecute "combinado setup whatsapp" otra vez.
cli-doctor-templates = Plantillas de mensaje aprobadas: { $approved } de { $count }.
cli-doctor-templates-none = Ninguna plantilla aprobada en la cuenta del número { $id }: fuera de las 24 horas no sale nada. Ejecute "combinado templates push" y espere la aprobación de Meta.
cli-doctor-no-public-url = Falta public_url: sin ella no se pueden comprobar ni registrar webhooks.
cli-doctor-reached = El webhook responde en { $url }.
cli-doctor-reached-other = En { $url } respondió otra cosa (estado { $status }). Revise si el proxy lleva /webhooks/ hasta "combinado serve" y si está en marcha.
cli-doctor-reached-nobody = En { $url } no respondió nadie. Revise DNS, puerto, certificado y si "combinado serve" está en marcha.
cli-doctor-bot = Bot @{ $username } encontrado.
cli-doctor-webhook-elsewhere = Telegram no entrega aquí los mensajes del bot { $id }. Ejecute "combinado setup telegram" otra vez.
cli-doctor-webhook-error = Telegram intentó entregar mensajes del bot { $id } en la última hora y no pudo. Revise la dirección pública y el certificado.
cli-doctor-well = Todo en orden.
cli-doctor-ill = Por resolver: { $count }.
cli-pocket-nobody = No hay nadie que entre como { $login }.
cli-pocket-next = El código vale 15 minutos, una sola vez. { $name } le escribe al bot de la mesa de bolsillo, en la conversación privada: /entrar { $code }
cli-setup-ask-chatwoot-url = Dónde está Chatwoot, como https://chatwoot.ejemplo:
cli-setup-ask-chatwoot-account = El número de la cuenta, que aparece en la dirección de cada página:
cli-setup-ask-chatwoot-token = El token de acceso del usuario de Combinado (página de perfil):
cli-setup-ask-chatwoot-secret = El secreto de los webhooks, que Chatwoot muestra en esta bandeja de entrada:
cli-setup-chatwoot-url = La dirección { $url } no sirve: https://, sin contraseña ni parámetros.
cli-setup-chatwoot-off = La mesa [desk.chatwoot] no está configurada, o le falta un secreto.
cli-setup-chatwoot-user = Token: correcto. Usuario: { $name }.
cli-setup-clock-good = Relojes: correctos.
cli-setup-clock-apart = Relojes: { $seconds } segundos de diferencia. Funciona, pero ajústelos: con 5 minutos los webhooks se rechazan.
cli-setup-clock-wrong = Relojes: { $seconds } segundos de diferencia. Los webhooks se rechazarían; ajuste los relojes e inténtelo de nuevo.
cli-setup-inbox = Bandeja de entrada: { $name }, número { $id }.
cli-setup-window-closed = Pasaron 24 horas desde el último mensaje de la persona: solo puede ir una plantilla aprobada, desde la mesa de Combinado.
cli-setup-step-chatwoot-token = conocer el token
cli-setup-step-chatwoot-clock = comparar los relojes
cli-setup-step-chatwoot-inbox = crear la bandeja de entrada
cli-setup-mend-chatwoot = Revise el token, el número de la cuenta y si el usuario es administrador.
cli-setup-round-good = Webhook firmado de { $channel }: recibido en { $url }.
cli-setup-round-secret = Webhook firmado de { $channel }: rechazado. Si "combinado serve" todavía corre sin estos secretos, reinícielo y repita con --check; si no, el secreto no es el de esta bandeja.
cli-setup-round-other = Webhook firmado de { $channel }: { $url } respondió { $status }, y no es Combinado.
cli-setup-round-nobody = Webhook firmado de { $channel }: nadie atiende en { $url }.
cli-check-not-reached = { $place }: ninguna conversación de prueba llega a “{ $name }”.
cli-check-in-arm = { $path }, en el experimento “{ $experiment }”, manera “{ $arm }”
cli-check-played-in-arm = Experimento “{ $experiment }”, manera “{ $arm }”: { $count } conversaciones de prueba, { $different } diferentes.
cli-check-played = { $count } conversaciones de prueba, { $different } diferentes; { $covered } de { $steps } pasos alcanzados.
cli-codes-title = Códigos de las revisiones
cli-codes-intro = Cada problema que señalan `combinado check`, las páginas de ajustes, la importación y la publicación tiene un código, el mismo en todas partes. Los puntos suspensivos están en lugar de los valores de cada caso. Esta página la escribe `combinado check --codes --examples tests/fixtures/problems`.
cli-codes-remedy = Qué hacer
cli-codes-bad = Lo señala:
cli-codes-good = No lo señala:
