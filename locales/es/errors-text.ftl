# Problemas de los textos (.ftl) y de las reglas de conducta de los textos (policies/conduct.toml).

problems-error = problema
problems-remedy = qué hacer

problem-text-syntax = { $why ->
    [expected-token] No pude leer este texto: aquí falta “{ $what }”.
    [expected-letter] No pude leer este texto: el nombre tiene que empezar con una letra sin acento ({ $what }).
    [empty] “{ $what }” no tiene texto.
    [default-branch] La elección necesita exactamente una opción por omisión.
    [brace] Sobra una llave de cierre.
    [quotes] Las comillas no cierran o hay una barra invertida suelta.
   *[expression] No pude leer lo que está entre llaves.
  }
    .remedy = Corrija esta línea; un texto es “nombre = palabras”, con variables entre llaves, como en “Hola, { "{" } $nome { "}" }”.
problem-text-duplicate-key = El texto “{ $key }” ya se escribió en { $first }.
    .remedy = Borre uno de los dos o dele otro nombre a uno.
problem-text-duplicate-attribute = “{ $key }” tiene dos veces el atributo “.{ $attribute }”.
    .remedy = Dele otro número a la segunda variante o borre una.
problem-text-unknown-reference = “{ $key }” cita “{ $target }”, que no existe.
    .remedy = Corrija el nombre citado o escriba ese texto.
problem-text-unknown-function = La función { $function } no existe.
    .remedy = Use una de estas: { $known }.
problem-text-circle = “{ $key }” se cita a sí mismo, directa o indirectamente.
    .remedy = Escriba completo uno de los textos del círculo.
problem-text-format-missing = Falta el patrón “{ $key }”, sin el cual no se escriben valores ni fechas.
    .remedy = Copie ese patrón de locales/pt-BR/format.ftl y tradúzcalo.
problem-text-unreadable = No pude leer este archivo o carpeta: { $detail }.
    .remedy = Revise la ruta, el permiso de lectura y si el archivo está en UTF-8.
problem-text-none = Esta carpeta no tiene ningún archivo .ftl.
    .remedy = Revise la ruta; los textos están en locales/pt-BR.
problem-text-missing-in-locale = El texto “{ $key }” no existe en { $locale }.
    .remedy = Escríbalo en { $locale }, a partir de lo que está en “{ $at }”; si ya no se usa, bórrelo allí.
problem-text-variables-differ = “{ $key }” no usa las mismas variables que en { $locale }: falta “{ $missing }”, sobra “{ $extra }”.
    .remedy = Use en este idioma las mismas variables, con los mismos nombres.
problem-text-arms-differ = “{ $key }” no distingue los mismos casos que en { $locale }: falta “{ $missing }”, sobra “{ $extra }”.
    .remedy = Escriba en este idioma los mismos casos, aunque dos digan lo mismo.
problem-text-untranslated = “{ $key }” todavía no fue traducido.
    .remedy = Traduzca el texto y borre la línea “{ $mark }” que está antes.
problem-text-unknown-variable = “{ $key }” usa la variable ${ $variable }, que nadie da.
    .remedy = { $given ->
        [0] Este texto no recibe variables; escríbalo sin ellas.
       *[other] Use solo las que este texto recibe: { $known }.
      }
problem-text-missing = Falta el texto “{ $key }”.
    .remedy = Escriba “{ $key } = …” en un archivo .ftl de este idioma.
problem-text-unused = Nada usa el texto “{ $key }”.
    .remedy = Borre el texto o corrija el nombre en quien debería usarlo.
problem-text-plural-one = En portugués la opción [one] de “{ $key }” también vale para cero.
    .remedy = Cambie [one] por [1], o agregue la opción [0].
problem-text-forbidden-word = “{ $key }” lleva una expresión prohibida de la lista de conducta: { $word }
    .remedy = Dígalo de otra manera, sin amenaza ni presión; la lista está en policies/conduct.toml.
problem-text-too-long = “{ $key }” queda con { $found } letras; caben { $most }.
    .remedy = Acorte el texto: “{ $reading }”.
problem-text-too-many-lines = “{ $key }” queda con { $found } líneas; el máximo es { $most }.
    .remedy = Diga primero lo que importa y deje lo demás para otro mensaje.
problem-text-too-many-questions = “{ $key }” hace { $found } preguntas; el máximo es { $most }.
    .remedy = Haga una pregunta por vez.
problem-text-exclamation = “{ $key }” tiene { $found } signos de exclamación; el máximo es { $most }.
    .remedy = Termine con punto: en una cobranza, la exclamación suena a presión.
problem-text-capitals = “{ $key }” grita: { $found } está en mayúsculas.
    .remedy = Escriba en minúsculas, o agregue la sigla en acronyms, en policies/conduct.toml.

problem-text-hard-to-read = “{ $key }” cuesta leerlo: { $score } puntos de facilidad, y un texto fácil tiene { $least } o más.
    .remedy = Cambie palabras largas por cortas y divida las frases: “{ $reading }”.
problem-text-value-lost = “{ $key }” deja de mostrar un valor que la persona necesita ver antes de decidir: { $missing }.
    .remedy = Devuelva el valor al texto, en todas las variantes y en todos los casos.
problem-text-creditor-unnamed = El pie “{ $key }” no identifica del todo al acreedor: falta { $missing }.
    .remedy = Todo mensaje que habla de la deuda lleva nombre, CNPJ y dirección del acreedor (CDC, art. 42-A); devuelva lo que falta.
problem-text-sum-written = “{ $key }” trae un importe escrito a mano: { $sum }.
    .remedy = Use la variable del importe: los importes los da la política, y lo que va escrito sale sin el pie del acreedor y puede ya no valer.
problem-text-debt-before-identity = “{ $key }” puede decirse antes de que la persona demuestre quién es, y habla de la deuda (“{ $word }”).
    .remedy = Dígalo sin hablar de la deuda, o lleve en el flujo ese texto a después de confirmar la identidad: antes de eso, quien lee puede ser otra persona.
problem-text-arm-unreached = En “{ $key }”, el caso [{ $arm }] nunca sucede: ${ $variable } no toma ese valor.
    .remedy = Corrija el nombre del caso o bórrelo; estos suceden: { $known }.
problem-text-too-deep = Hay demasiadas llaves dentro de llaves en este archivo; caben { $most } niveles.
    .remedy = Divida el texto en otros y cítelos por su nombre.

problem-words-unreadable = No pude leer la lista de expresiones prohibidas: { $detail }.
    .remedy = La lista es “[words]” con “forbidden = ["…", "…"]”.
problem-words-empty = La expresión prohibida “{ $entry }” no tiene ninguna letra.
    .remedy = Escriba la expresión o borre la línea.
problem-words-twice = La expresión prohibida “{ $entry }” es la misma que “{ $first }”.
    .remedy = Borre una de las dos; los acentos y las mayúsculas no hacen diferencia.
problem-manners-unreadable = { $wanted ->
    [table] En las reglas de los textos, esto debería ser una tabla.
    [list] En las reglas de los textos, esto debería ser una lista entre corchetes.
    [text] En las reglas de los textos, esto debería ser un texto entre comillas.
    [number] En las reglas de los textos, esto debería ser un número entero, de 0 en adelante.
    [flag] En las reglas de los textos, esto debería ser true o false.
    [key] En las reglas de los textos nadie conoce “{ $what }”.
   *[syntax] No pude leer las reglas de los textos: { $what }.
  }
    .remedy = Cada regla es “[[texts.rules]]” con keys, files, longest, lines, questions, exclamations o capitals.

checks-group = { $kind ->
    [flow] Flujos de conversación
    [text] Textos
    [conduct] Conducta: palabras y modos
    [policy] Políticas
    [template] Plantillas de WhatsApp
    [understanding] Comprensión: palabras y ejemplos
    [experiment] Experimentos
    [test] Conversaciones de prueba
    [import] Cartera y acreedores
    [config] Configuración
   *[file] Archivos
  }
checks-severity = { $code ->
    [warning] Aviso: conviene mirarlo, y no impide publicar.
   *[problem] Problema: hay que corregirlo antes de publicar.
  }
