### Lo que puede estar mal en los archivos con que aprende el lector.

problem-words-broken = El archivo no se pudo leer: { $detail }
    .remedy = Corrija la parte indicada; compárela con el archivo que vino con el programa.
problem-glossary-without-locale = Este glosario no está en la carpeta de ningún idioma.
    .remedy = Póngalo en locales/IDIOMA/understanding/, como locales/es/understanding/glossary.toml.
problem-rule-empty = Una regla de { $intent } no tiene ninguna frase.
    .remedy = Escriba al menos una frase en phrases o en whole, o borre la regla.
problem-understanding-file-missing = Falta el archivo { $name }.
    .remedy = Devuelva { $name } a la carpeta understanding; viene con el programa.
problem-examples-missing = Ningún archivo trae ejemplos de { $intent }.
    .remedy = Escriba ejemplos de { $intent } en uno de los archivos de la carpeta understanding, uno por línea.
problem-examples-unknown-intent = No existe la intención { $intent }.
    .remedy = Use uno de los nombres que ya existen en la carpeta understanding; vea si no hay un error al escribir.
problem-examples-unknown-detail = { $intent } no tiene el tipo { $detail }.
    .remedy = Use uno de estos: { $known }.
problem-examples-empty-intent = La intención { $intent } no tiene ningún ejemplo.
    .remedy = Escriba al menos un ejemplo, o borre la intención de este archivo.
problem-examples-two-meanings = La frase “{ $text }” está en { $intent } y también en { $other }.
    .remedy = Deje la frase solo donde es más correcta.
problem-examples-few = { $intent } tiene solo { $count } ejemplos; con menos de { $needed }, el lector adivina más de lo que sabe.
    .remedy = Escriba más ejemplos, en voces distintas: de gente joven y mayor, con prisa, con enojo, con errores.
problem-examples-personal = Este ejemplo tiene { $what ->
    [document] un documento
    [phone] un teléfono
    [email] un correo
   *[other] un documento, un teléfono o un correo
  } de alguien.
    .remedy = Quite lo que dice de quién es, o cámbielo por uno que no existe, como 000.000.000-00: quien ajusta el robot lee los ejemplos, y van en cada copia.
problem-examples-alike = Para el lector, “{ $text }” ({ $intent }) y “{ $other_text }” ({ $other }, línea { $other_line }) son la misma frase.
    .remedy = Deje la frase solo donde es más correcta: el acento, la ortografía y los valores no distinguen ejemplos.

## Las frases que tienen que mantener su lectura (golden.jsonl)

problem-golden-broken = La línea no es una frase con lo que quiere decir: { $detail }
    .remedy = Escriba un objeto JSON por línea, como { "{" }"text": "já paguei", "intent": "already_paid"{ "}" }.
problem-golden-unknown-intent = No existe la intención { $intent }.
    .remedy = Use uno de los nombres que ya existen en la carpeta understanding; vea si no hay un error al escribir.
problem-golden-unknown-detail = { $intent } no tiene el tipo { $detail }.
    .remedy = Borre detail de esta línea, o use uno de los tipos que tiene { $intent } ({ $known }).
problem-golden-unknown-expectation = No existe la pregunta { $name }.
    .remedy = Use en expect uno de estos: free, yes_no, consent, money, date, count, reason, identity, offer.
problem-golden-misread = “{ $text }” quiere decir { $meant }, pero se lee como { $read }.
    .remedy = Vea con combinado understand qué ejemplos la atraen, y escriba otros parecidos a ella en { $meant }.
problem-golden-lost = Solo { $right } de { $of } frases mantienen su lectura; hacen falta { $floor } de cada 100.
    .remedy = Deshaga el último cambio en los ejemplos, o corrija las frases que no debían estar en golden.jsonl.
problem-golden-alarms-missed = Solo { $right } de { $of } frases de seguridad se oyen; hacen falta { $floor } de cada 100.
    .remedy = No use estos ejemplos: una muerte, un pedido de ayuda o una reclamación pasaría sin respuesta. Deshaga el último cambio.
