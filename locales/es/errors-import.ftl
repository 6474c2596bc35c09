# Problemas de la cartera (CSV) y de los acreedores (TOML).

problem-import-unreadable = No pude abrir este archivo: { $detail }.
    .remedy = Revise la ruta y el permiso de lectura.
problem-import-not-text = Este archivo no es un texto CSV; parece una planilla o un archivo binario.
    .remedy = Ábralo en la planilla y guárdelo como “CSV (separado por punto y coma)” o “CSV UTF-8”.
problem-import-empty = Este archivo está vacío.
    .remedy = Exporte otra vez la cartera desde el sistema financiero.
problem-import-no-header = No encontré el encabezado: ninguna de las primeras líneas tiene nombres de columnas conocidos.
    .remedy = Empiece el archivo con una línea como “customer;name;creditor;invoice;due_on;amount” o con los nombres en portugués.
problem-import-missing-column = Falta la columna “{ $column }”, que es obligatoria.
    .remedy = Agregue la columna “{ $column }” al encabezado y llene las líneas.
problem-import-duplicate-column = La columna “{ $column }” aparece más de una vez en el encabezado.
    .remedy = Borre o cambie el nombre de la que sobra, para que se sepa cuál vale.
problem-import-no-creditors = No hay ningún acreedor registrado.
    .remedy = Dé los acreedores con --creditors ARCHIVO.toml.

problem-import-unclosed-quote = En esta línea hay comillas que abren y no cierran.
    .remedy = Cierre las comillas o borre la que sobra; las comillas dentro de un campo entre comillas se escriben dos veces.
problem-import-field-count = Esta línea tiene { $found } campos y el encabezado tiene { $expected }.
    .remedy = Complete los campos que faltan o ponga entre comillas el campo que contiene el separador.
problem-import-broken-character = La columna “{ $column }” tiene un carácter roto o invisible: “{ $value }”.
    .remedy = Escriba el valor otra vez, con las letras y los acentos correctos.
problem-import-missing-value = La columna “{ $column }” está vacía.
    .remedy = Llene “{ $column }” en esta línea.
problem-import-too-long = El texto de la columna “{ $column }” es demasiado largo: “{ $value }”.
    .remedy = Acórtelo: hasta 64 letras en códigos y hasta 120 en nombres y descripciones.
problem-import-bad-money = “{ $value }”, en la columna “{ $column }”, no es un valor que yo entienda sin dudas.
    .remedy = Escríbalo como 1.234,56 o 1234.56, con dos decimales de centavos.
problem-import-not-positive = El valor de la columna “{ $column }” tiene que ser mayor que cero; llegó “{ $value }”.
    .remedy = Corrija el valor; los créditos y devoluciones no entran en la cartera.
problem-import-bad-date = “{ $value }”, en la columna “{ $column }”, no es una fecha que exista.
    .remedy = Escríbala como 31/12/2026 o 2026-12-31.
problem-import-date-out-of-range = La fecha “{ $value }”, en la columna “{ $column }”, está fuera de lo posible.
    .remedy = Revise el año: tiene que tener cuatro números y estar entre 1900 y 2100.
problem-import-date-ahead = La fecha “{ $value }”, en la columna “{ $column }”, todavía no llegó.
    .remedy = Revise el año.
problem-import-bad-document = “{ $value }”, en la columna “{ $column }”, no tiene la forma de un CPF ni de un CNPJ.
    .remedy = Escriba los 11 números del CPF o los 14 caracteres del CNPJ, con o sin puntuación.
problem-import-document-check-digits = “{ $value }”, en la columna “{ $column }”, no es un CPF o CNPJ válido: los dígitos verificadores no coinciden.
    .remedy = Revise el número en el registro; hay un número equivocado o cambiado de lugar.
problem-import-bad-phone = “{ $value }”, en la columna “{ $column }”, no es un teléfono brasileño.
    .remedy = Escríbalo con DDD, como (11) 98765-4321; si no lo sabe, déjelo vacío.
problem-import-bad-email = “{ $value }”, en la columna “{ $column }”, no es una dirección de correo.
    .remedy = Corríjala, como en nombre@ejemplo.com.br; si no la sabe, déjela vacía.
problem-import-bad-uf = “{ $value }”, en la columna “{ $column }”, no es la sigla de un estado.
    .remedy = Escriba las dos letras, como SP.
problem-import-bad-language = “{ $value }”, en la columna “{ $column }”, no es un idioma.
    .remedy = Escriba la sigla, como pt-BR o es; si no lo sabe, déjelo vacío.
problem-import-bad-name = “{ $value }”, en la columna “{ $column }”, no es un nombre.
    .remedy = Escriba el nombre con letras, de hasta 120 caracteres.
problem-import-bad-number = “{ $value }”, en la columna “{ $column }”, no es un número entero.
    .remedy = Escriba solo números, como 0 o 3.
problem-import-bad-yes-no = “{ $value }”, en la columna “{ $column }”, no es sí ni no.
    .remedy = Escriba sim o não.
problem-import-unknown-creditor = El acreedor “{ $value }” no está registrado.
    .remedy = Use uno de estos: { $known }; o regístrelo con --creditors ARCHIVO.toml.
problem-import-unknown-status = “{ $value }”, en la columna “{ $column }”, no es una situación conocida.
    .remedy = Use open (pendiente), paid (pagada), cancelled (cancelada) o disputed (reclamada).
problem-import-paid-but-not = Hay una fecha de pago (“{ $value }”), pero la situación no es pagada.
    .remedy = Cambie la situación a paid o borre la fecha de pago.
problem-import-due-before-issued = El vencimiento (“{ $value }”) es anterior a la emisión.
    .remedy = Revise las dos fechas; suele ser el día y el mes cambiados.
problem-import-customer-contradiction = La columna “{ $column }” dice “{ $value }”, y la línea { $first_line } dice otra cosa del mismo cliente.
    .remedy = Deje los datos del cliente iguales en todas sus líneas.
problem-import-invoice-twice = La factura “{ $value }” ya apareció en la línea { $first_line }, con otros datos.
    .remedy = Deje solo la línea correcta, o dele a cada factura un código propio.

problem-creditors-syntax = Este archivo no es un TOML válido: { $detail }.
    .remedy = Corrija cómo está escrita esta línea; los textos van entre comillas, y cada acreedor empieza con [[creditor]].
problem-creditors-none = Este archivo no tiene ningún acreedor.
    .remedy = Empiece un acreedor con la línea [[creditor]] y llene sus datos.
problem-creditors-no-list = “creditor” tiene que ser una lista de acreedores.
    .remedy = Empiece cada acreedor con la línea [[creditor]], con dos corchetes.
problem-creditors-unknown-key = “{ $key }” no es un dato de acreedor que yo conozca.
    .remedy = Use solo: { $known }.
problem-creditors-missing-key = Falta “{ $key }” en este acreedor.
    .remedy = Agregue la línea { $key } = "…".
problem-creditors-not-text = “{ $key }” tiene que ser un texto.
    .remedy = Escriba el valor entre comillas.
problem-creditors-not-flag = “{ $key }” tiene que ser true o false.
    .remedy = Escriba { $key } = true o { $key } = false, sin comillas.
problem-creditors-bad-text = El texto de “{ $key }” está vacío, es demasiado largo o tiene caracteres invisibles.
    .remedy = Escriba de 1 a 200 letras, en una línea.
problem-creditors-bad-id = “{ $value }” no sirve como código del acreedor.
    .remedy = Use letras sin acento, números, punto, guion y guion bajo, hasta 64.
problem-creditors-duplicate-id = El acreedor “{ $value }” aparece dos veces.
    .remedy = Dele un código propio a cada acreedor.
problem-creditors-bad-cnpj = “{ $value }” no es un CNPJ válido.
    .remedy = Revise los 14 caracteres y los dígitos verificadores.
problem-creditors-bad-phone = “{ $value }” no es un teléfono brasileño.
    .remedy = Escríbalo con DDD, como +551130000000.
problem-creditors-bad-pix-key = “{ $value }” no es una clave Pix.
    .remedy = Use CPF, CNPJ, teléfono con +55, correo o la clave aleatoria.
problem-creditors-bad-percent = “{ $value }”, en “{ $key }”, no es un porcentaje de 0 a 100.
    .remedy = Escríbalo como "2" o "0.033".
problem-creditors-bad-days = “{ $key }” tiene que ser un número entero de días, de 1 a 3650.
    .remedy = Escriba { $key } = 30, por ejemplo, o borre la línea si el contrato no prevé suspensión.
problem-creditors-unknown-policy = El acreedor “{ $creditor }” usa la política “{ $policy }”, que no existe aquí. Sin ella, nadie les respondería a sus clientes.
    .remedy = Use una de las que existen: { $known }; o publique antes la que falta. Para cambiar la política del acreedor, impórtelo de nuevo.
problem-creditors-bad-language = “{ $value }” no es un idioma.
    .remedy = Escriba la sigla, como { $key } = "es", o borre la línea para hablar portugués.
problem-creditors-no-city = No encontré la ciudad en la dirección “{ $value }”.
    .remedy = Escriba la ciudad y el estado, como en Campinas/SP, o agregue city = "Campinas".

problem-simulation-phrases = No pude leer las frases de los clientes simulados: { $detail }.
    .remedy = Compare con examples/customers.toml: listas de textos entre comillas, sin claves de más.
