# Problemas de las plantillas de WhatsApp (whatsapp.toml) y de lo que no cabe en un canal.

problem-template-unreadable = No pude leer las plantillas de WhatsApp: { $detail }.
    .remedy = Corrija esta línea. Cada plantilla tiene name, category (utility o marketing), text, body y, si quiere, header, footer, buttons y values.
problem-template-twice = La plantilla “{ $name }” está escrita dos veces en el mismo idioma.
    .remedy = Borre una de las dos o dele otro nombre, como “{ $name }_v2”.
problem-template-name = “{ $name }” no sirve como nombre de plantilla.
    .remedy = Use solo letras minúsculas sin acento, números y _, hasta 512.
problem-template-language = El idioma “{ $language }” de la plantilla “{ $name }” no es un código de idioma.
    .remedy = Escríbalo como lo escribe Meta: pt_BR.
problem-template-missing-in-locale = La plantilla “{ $name }” no existe en { $locale }.
    .remedy = Escríbala en este idioma, con los mismos textos en “text”: fuera de las 24 horas no se podría escribir a nadie en { $locale }.
problem-template-for-nothing = La plantilla “{ $name }” no dice qué textos reemplaza.
    .remedy = Ponga en “text” las claves de los textos que reemplaza, como “reminder-promise”.
problem-template-text = La plantilla “{ $name }” reemplaza “{ $key }”, que no existe.
    .remedy = Corrija la clave en “text”; las claves están en los archivos .ftl de esta carpeta.
problem-template-length = En la plantilla “{ $name }”, { $part ->
    [body] el cuerpo tiene
    [header] el título tiene
    [footer] el pie tiene
   *[button] un botón tiene
  } { $found } letras; caben de 1 a { $most }.
    .remedy = Acorte el texto: Meta rechaza lo que pasa del límite.
problem-template-edge = La plantilla “{ $name }” empieza o termina con un valor, y Meta lo rechaza.
    .remedy = Ponga palabras antes y después de los valores.
problem-template-dense = La plantilla “{ $name }” tiene demasiados valores para tan pocas palabras, o dos valores pegados, y Meta lo rechaza.
    .remedy = Ponga al menos tres palabras por cada valor y separe los valores con palabras.
problem-template-value = El valor “{ $value }” de la plantilla “{ $name }” no está completo.
    .remedy = Cada valor entre llaves dobles en el cuerpo tiene una línea “values.nombre” con “from” y “sample” llenos, y cada línea aparece en el cuerpo. Título y pie no tienen valores.
problem-template-buttons = Meta no acepta los botones de la plantilla “{ $name }”.
    .remedy = Las respuestas van juntas y primero, cada rótulo es distinto, las páginas empiezan con https:// (hasta 2), los teléfonos con + (hasta 1), pago hasta 3, diez en total.
problem-template-marketing = La plantilla “{ $name }” dice “{ $word }”: para Meta eso es marketing, no utility.
    .remedy = Deje propuestas y descuentos para la conversación, después de la respuesta de la persona, o use category = "marketing".
problem-template-debt = La plantilla “{ $name }” dice “{ $word }”, y quien tenga el número se enteraría de la deuda.
    .remedy = Diga solo quién escribe y para qué. Una plantilla que habla de la deuda lleva legal_name, cnpj y address del acreedor entre los valores (CDC, art. 42-A).
problem-template-sender = La plantilla “{ $name }” no dice quién escribe o cómo dejar de recibir.
    .remedy = Ponga el nombre del acreedor (from = "creditor") en el cuerpo y, en el pie, la palabra que detiene los mensajes: SAIR, o SALIR en español.
problem-template-forbidden-word = La plantilla “{ $name }” lleva una expresión prohibida de la lista de conducta: { $word }
    .remedy = Dígalo de otra manera, sin amenaza ni presión; la lista está en policies/conduct.toml.

problem-channel-label = “{ $key }” puede quedar “{ $reading }”, con { $found } letras; en un botón caben { $most }.
    .remedy = Acorte el rótulo: en WhatsApp un botón tiene hasta 20 letras, contando el valor más largo.
problem-channel-text = “{ $key }” puede llegar a { $found } letras; en un mensaje con botones caben { $most }.
    .remedy = Acorte el texto o divídalo en dos: lo que pasa de eso no queda en el mismo mensaje que los botones.
