# Los textos de las personas de la mesa: entrar, preferencias, usuarios, roles, auditoría.

web-desk-skip = Ir al contenido
web-desk-nav = Páginas
web-desk-nav-preferences = Preferencias
web-desk-leave = Salir
web-desk-save = Guardar
web-desk-moment = { DATE($day, style: "full") } { DATE($at, style: "time") }
web-desk-signed-out = Su sesión terminó. Entre otra vez en otra pestaña e inténtelo de nuevo aquí: lo que está escrito en la página sigue en ella.
web-desk-forbidden = Su rol no permite eso. Si lo necesita, hable con quien administra los usuarios.
web-desk-role = { $code ->
    [agent] Asesor
    [supervisor] Supervisión
    [admin] Administración
    [auditor] Auditoría
   *[other] { $code }
  }

## Entrar

web-desk-enter-title = Entrar
web-desk-enter-login = Usuario
web-desk-enter-password = Contraseña
web-desk-enter-do = Entrar
web-desk-enter-wrong = El usuario o la contraseña no coinciden.
web-desk-enter-wait = Hubo demasiados intentos. Inténtelo otra vez a partir de las { $until }.
web-desk-enter-demo = Demostración: entre como ana o bruno (asesores), carla (supervisión), davi (administración) o elisa (auditoría). La contraseña es { $password }.
web-desk-enter-nobody = Todavía no hay usuarios. Cree el primero en el servidor: combinado user add --login maria --name "Maria Souza" --role admin

web-desk-sso = Entrar con la cuenta de la empresa
web-desk-sso-down = El servicio de cuentas de la empresa no respondió. Inténtelo dentro de un rato o entre con usuario y contraseña.
web-desk-sso-over = La entrada tardó demasiado o se abrió en otro lugar. Empiece de nuevo.
web-desk-sso-refused = El servicio de cuentas de la empresa no confirmó la entrada. Empiece de nuevo.
web-desk-sso-unknown = Su cuenta de la empresa no tiene acceso a la mesa. Pídaselo a quien administra los usuarios.

## Preferencias

web-desk-looks = Apariencia y atajos
web-desk-looks-theme = Tema
web-desk-looks-language = Idioma
web-desk-theme = { $code ->
    [system] Como en el aparato
    [light] Claro
    [dark] Oscuro
   *[other] { $code }
  }
web-desk-looks-dense = Más líneas en la pantalla
web-desk-looks-keys = Atajos de una tecla
web-desk-looks-sound = Sonido cuando escribe un cliente
web-desk-preferences-saved = Preferencias guardadas.
web-desk-password = Contraseña
web-desk-password-old = Contraseña actual
web-desk-password-new = Contraseña nueva
web-desk-password-again = Contraseña nueva, una vez más
web-desk-password-rule = Al menos { $least } caracteres. Varias palabras juntas son fáciles de recordar y difíciles de adivinar.
web-desk-password-save = Cambiar la contraseña
web-desk-password-saved = Contraseña cambiada. Sus otras sesiones se cerraron.
web-desk-password-differ = Las dos contraseñas nuevas no son iguales.
web-desk-password-wrong-old = La contraseña actual no coincide.
web-desk-password-wait = Hubo demasiados intentos con la contraseña actual. Espere unos minutos.
web-desk-password-short = La contraseña nueva es demasiado corta.
web-desk-password-long = La contraseña nueva es demasiado larga.
web-desk-password-easy = La contraseña nueva es fácil de adivinar. No use su propio nombre, secuencias ni palabras comunes.
web-desk-sessions = Dónde tiene la sesión abierta
web-desk-sessions-note = Si no reconoce alguna, ciérrela y cambie la contraseña.
web-desk-sessions-this = esta
web-desk-sessions-began = desde { $at }
web-desk-sessions-seen = última actividad: { $at }
web-desk-sessions-end = Cerrar
web-desk-sessions-end-others = Cerrar todas las otras
web-desk-sessions-ended = Sesiones cerradas.

## Sesión que terminó en medio de un envío

web-desk-kept = Su sesión terminó antes del envío. Entre otra vez: lo que escribió está guardado en esta página.
web-desk-kept-title = ¿Quiere enviarlo ahora?
web-desk-kept-note = Su sesión había terminado. Todavía no se envió nada.
web-desk-kept-send = Enviar ahora
web-desk-kept-drop = No enviar
web-desk-enter-or = o

## Segundo factor

web-desk-code-title = Código de confirmación
web-desk-code = Código
web-desk-code-hint = Los 6 números de la aplicación de autenticación. Si perdió el aparato, use uno de los códigos de reserva.
web-desk-code-wrong = Ese código no coincide o ya se usó. Espere el próximo e inténtelo otra vez.
web-desk-enrol-title = Confirmar la entrada con el celular
web-desk-enrol-asked = Su rol pide un segundo factor: además de la contraseña, un código de su celular.
web-desk-enrol-how = Abra una aplicación de autenticación (Google Authenticator, Aegis, Microsoft Authenticator u otra), lea el cuadrado y escriba el código que aparezca.
web-desk-enrol-qr = Código QR para la aplicación de autenticación
web-desk-enrol-by-hand = ¿Sin cámara? Escriba esta clave en la aplicación:
web-desk-enrol-do = Confirmar
web-desk-codes-title = Guarde estos códigos
web-desk-codes-note = Si pierde el celular, cada uno sirve una vez en lugar del código. No vuelven a aparecer.
web-desk-codes-on = Ya los guardé, seguir
web-desk-second = Segundo factor
web-desk-second-off = Apagado. Con él, una contraseña descubierta no alcanza para entrar en su lugar.
web-desk-second-on = Encendido. Códigos de reserva que todavía sirven: { $left }.
web-desk-second-start = Encender
web-desk-second-stop = Apagar
web-desk-second-needed = Su rol pide el segundo factor; no se puede apagar.
web-desk-second-stopped = Segundo factor apagado. Sus otras sesiones se cerraron.
web-desk-second-wrong = El código no coincide. El segundo factor sigue encendido.

## Usuarios

web-desk-nav-people = Usuarios
web-desk-people-name = Nombre
web-desk-people-role = Rol
web-desk-people-creditors = Acreedores
web-desk-people-sectors = Sectores
web-desk-people-state = Situación
web-desk-people-all = todos
web-desk-people-active = activo
web-desk-people-out = sin acceso
web-desk-people-no-password = sin contraseña
web-desk-people-second = segundo factor
web-desk-people-new = Usuario nuevo
web-desk-people-add = Crear
web-desk-people-back = Volver a los usuarios
web-desk-people-creditors-hint = Separe con comas. Vacío: todos. Existen: { $known }.
web-desk-people-sectors-hint = Separe con comas. Vacío: todos.
web-desk-person-what = Nombre, rol y lo que ve
web-desk-person-access = Acceso
web-desk-person-added = Creado. Ahora genere un enlace para que la persona elija su contraseña.
web-desk-person-changed = Guardado. Vale desde la próxima página que la persona abra.
web-desk-person-disabled = Acceso retirado. Las sesiones se cerraron.
web-desk-person-enabled = Acceso devuelto.
web-desk-person-second-reset = Segundo factor retirado. Las sesiones se cerraron.
web-desk-person-link = Entregue esta dirección solo a la persona. Sirve una vez, por 24 horas, y no vuelve a aparecer:
web-desk-person-make-link = Generar enlace para elegir la contraseña
web-desk-person-reset-second = Retirar el segundo factor
web-desk-person-enable = Devolver el acceso
web-desk-person-disable = Retirar el acceso
web-desk-person-sessions = Dónde tiene la sesión abierta
web-desk-person-no-sessions = En ningún lugar ahora.
web-desk-person-end-sessions = Cerrar todas las sesiones
web-desk-refusal-login = Use de 3 a 100 letras sin acento, números y los signos . - _ @ + en el usuario.
web-desk-refusal-taken = Ya existe alguien con ese usuario.
web-desk-refusal-name = El nombre tiene que tener de 2 a 80 letras.
web-desk-refusal-creditor = Alguno de los acreedores no existe. Revise los nombres.
web-desk-refusal-unknown = Esa persona no existe, o el enlace ya se usó.
web-desk-refusal-last-admin = Es la única persona en la administración. Dele antes ese rol a alguien más.
web-desk-choose-title = Elegir la contraseña
web-desk-choose-over = Este enlace ya se usó o venció. Pida otro a quien administra los usuarios.

## Roles

web-desk-nav-roles = Roles
web-desk-roles-note = Cada página y cada acción revisa esta tabla en el servidor, además de los acreedores y sectores de cada persona.
web-desk-roles-right = Qué puede
web-desk-roles-yes = sí
web-desk-roles-no = no
web-desk-right = { $code ->
    [read-cases] Ver casos, conversaciones y deudas
    [answer] Tomar un caso, escribir, devolver, cerrar
    [offer] Hacer propuestas dentro de su propio límite
    [reveal-document] Ver el CPF o CNPJ completo (cada vez queda registrada)
    [reassign] Pasar casos entre colegas
    [approve] Decidir propuestas por encima del límite de los asesores
    [watch] Ver el panel en vivo
    [settle-alerts] Marcar avisos como vistos
    [review] Evaluar la calidad de las conversaciones
    [read-reports] Ver informes
    [export] Exportar listas
    [read-audit] Leer la auditoría
    [manage-people] Crear y cambiar usuarios
    [read-tuning] Ver flujos, textos, palabras y política, con sus versiones
    [draft] Cambiar flujos, textos y palabras en un borrador
    [raise-limits] Cambiar la política en un borrador
    [review-draft] Aprobar el borrador de otra persona
    [publish] Publicar un borrador aprobado y volver a una versión anterior
   *[other] { $code }
  }

## Auditoría

web-desk-nav-audit = Auditoría
web-desk-audit-who = Quién
web-desk-audit-what = Qué hizo
web-desk-audit-any = cualquiera
web-desk-audit-from = Desde
web-desk-audit-until = Hasta
web-desk-audit-show = Mostrar
web-desk-audit-csv = Exportar CSV
web-desk-audit-none = No hay nada registrado con esos filtros.
web-desk-audit-number = N.º
web-desk-audit-at = Cuándo
web-desk-audit-subject = Sobre
web-desk-audit-detail = Detalle
web-desk-audit-more = Más antiguos
web-desk-audit-console = comando en el servidor
web-desk-audit-provider = cuenta de la empresa
web-desk-audit-nobody = nadie con sesión
web-desk-audit-action = { $code ->
    [sign-in] Entró
    [sign-in-refused] Entrada rechazada
    [session-end] Cerró una sesión
    [session-end-all] Cerró sesiones
    [second-factor] Confirmó el segundo factor
    [second-factor-reset] Retiró el segundo factor
    [password] Cambió la contraseña
    [password-link] Generó un enlace de contraseña
    [person-add] Creó un usuario
    [person-change] Cambió un usuario
    [person-disable] Retiró el acceso
    [person-enable] Devolvió el acceso
    [bridge-code] Pidió un código para otra central de atención
    [bridge-linked] Vinculó su acceso a otra central de atención
    [refused] Pidió lo que su rol no permite
    [reveal-document] Vio un documento completo
    [reveal-document-refused] Pidió un documento completo sin poder
    [export] Exportó
    [take] Tomó una conversación
    [take-from] Tomó la conversación de un colega
    [pass-on] La devolvió a la espera
    [transfer] Transfirió una conversación
    [give-back] La devolvió al robot
    [absent] Volvió a la espera la conversación de quien salió
    [note] Escribió una nota
    [insist] Envió a pesar del aviso sobre las palabras
    [retry] Intentó de nuevo un envío que falló
    [schedule] Programó un mensaje
    [unschedule] Canceló un mensaje programado
    [snooze] Pospuso una conversación
    [wake] Trajo de vuelta una conversación pospuesta
    [attach] Envió un archivo
    [offer] Hizo una propuesta
    [offer-withdrawn] Retiró una propuesta
    [approve] Aprobó una propuesta
    [approve-no] No aprobó una propuesta
    [approve-expired] Quiso aprobar una propuesta que venció
    [close] Cerró un caso
    [draft-open] Abrió un borrador
    [draft-save] Cambió un archivo de un borrador
    [draft-push] Trajo una carpeta como borrador
    [draft-ask] Pidió la revisión de un borrador
    [draft-approve] Aprobó un borrador
    [draft-return] Devolvió un borrador
    [draft-rebase] Trajo un borrador a la versión publicada
    [read-again] Mandó leer de nuevo lo que no se había podido leer
    [process-again] Mandó procesar de nuevo lo que había fallado
    [draft-drop] Descartó un borrador
    [publish] Publicó una versión
    [alert-seen] Marcó un aviso como visto
    [rollback] Volvió a una versión anterior
    [experiment-stop] Detuvo un experimento
   *[other] { $code }
  }
