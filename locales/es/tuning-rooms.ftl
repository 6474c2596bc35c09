# La sala de ajustes: borradores, revisión, versiones.

web-tuning-nav = Ajustes
web-tuning-on-air = en servicio
web-tuning-serves = Lo que está en servicio
web-tuning-live = Versión { $number }, desde { $since }. Autoría: { $author }. { $title }
web-tuning-by-program = programa (terminal)
web-tuning-rooms = Lo que se puede ajustar
web-tuning-drafts = Borradores
web-tuning-draft = Borrador
web-tuning-no-drafts = Ningún borrador abierto. En un borrador se cambia algo: nada llega a los clientes antes de que otra persona lo revise y alguien lo publique.
web-tuning-draft-title = Lo que quieres cambiar
web-tuning-open-draft = Abrir borrador
web-tuning-files = { $count ->
    [0] nada cambiado todavía
    [1] un archivo cambiado
   *[other] { $count } archivos cambiados
  }
web-tuning-problem-count = { $count ->
    [0] Ningún problema.
    [1] Un problema.
   *[other] { $count } problemas.
  }
web-tuning-status = { $code ->
    [open] en trabajo
    [review] espera revisión
    [approved] aprobado
    [published] publicado
    [dropped] descartado
   *[other] { $code }
  }
web-tuning-file = { $kind ->
    [flows] Flujo: { $name }
    [conversations] Conversación de prueba: { $name }
    [policies] Política: { $name }
    [conduct] Cómo se habla con las personas
    [texts] Textos: { $name } ({ $locale })
    [lessons] Comprensión: { $name } ({ $locale })
    [templates] Plantillas de WhatsApp ({ $locale })
    [experiments] Experimento: { $name }
   *[other] { $name }
  }
web-tuning-folder = { $kind ->
    [flows] Flujos
    [policies] Políticas
   *[other] { $kind }
  }
web-tuning-lines = { $added ->
    [0] ninguna línea nueva
    [1] una línea nueva
   *[other] { $added } líneas nuevas
  }, { $removed ->
    [0] ninguna quitada
    [1] una quitada
   *[other] { $removed } quitadas
  }
web-tuning-more = { $count ->
    [1] Y un cambio más en este archivo.
   *[other] Y { $count } cambios más en este archivo.
  }
web-tuning-what = { $code ->
    [step] paso
    [text] texto
    [limit] límite
    [example] palabra o ejemplo
   *[other] valor
  }
web-tuning-how = { $code ->
    [added] nuevo
    [removed] quitado
   *[other] cambió
  }
web-tuning-before = Antes:
web-tuning-after = Después:
web-tuning-place = { $file }, línea { $line }

## Un borrador

web-tuning-draft-facts = Abierto sobre la versión { $base }. Autoría: { $author }. Último cambio: { $at }. Quién lo tocó: { $hands }.
web-tuning-reviewed-by = Revisión de { $name }.
web-tuning-reason = Por qué:
web-tuning-remark = Lo que pidió la revisión:
web-tuning-newer = La versión { $number } entró en servicio después de empezar este borrador
web-tuning-bring-what = Trae el borrador a la versión nueva antes de pedir revisión o publicar. Lo que cambió en líneas distintas se junta solo; si los dos lados cambiaron la misma línea, tú eliges.
web-tuning-bring = Traer a la versión nueva
web-tuning-change-what = Qué cambiar
web-tuning-files-of-draft = Editar un archivo entero
web-tuning-became = Se convirtió en la versión { $number }
web-tuning-changes = Lo que cambia
web-tuning-no-changes = Nada cambia todavía.
web-tuning-checks = Lo que dicen las verificaciones
web-tuning-checks-later = Las frases de ejemplo se verifican al publicar, porque el robot necesita estudiarlas.
web-tuning-no-problems = Todo bien por aquí.
web-tuning-problem = problema
web-tuning-warning = aviso
web-tuning-ask = Pedir revisión
web-tuning-ask-what = Otra persona lo revisa antes de publicar. Di por qué vale la pena el cambio: la razón queda en el historial.
web-tuning-ask-reason = Por qué cambiar
web-tuning-ask-do = Pedir revisión
web-tuning-own-work = Tocaste este borrador, así que no puedes aprobarlo. Pídeselo a otra persona de la administración.
web-tuning-not-reviewer = Este borrador espera la revisión de alguien de la administración que no lo haya tocado.
web-tuning-review = Revisión
web-tuning-approve-what = Aprobar vale para el borrador como está ahora. Si alguien cambia algo después, la revisión empieza de nuevo.
web-tuning-approve = Aprobar
web-tuning-give-back-why = Lo que hay que cambiar
web-tuning-give-back = Devolver
web-tuning-publish = Publicar
web-tuning-publish-do = Publicar ahora
web-tuning-publish-not-yet = Con problemas no se publica.
web-tuning-under-way = { $count ->
    [0] Ninguna conversación en curso.
    [1] Una conversación en curso.
   *[other] { $count } conversaciones en curso.
  }
web-tuning-may-move = { $count ->
    [0] Ninguna está en un paso en el que pueda cambiar de versión ahora.
    [1] Una está en un paso en el que ya puede cambiar de versión.
   *[other] { $count } están en un paso en el que ya pueden cambiar de versión.
  }
web-tuning-moves = Conversaciones en curso
web-tuning-moves-finish = Terminan en la versión en que empezaron
web-tuning-moves-safe = Pasan a la nueva cuando estén en un paso seguro
web-tuning-moved = { $code ->
    [safe] Las conversaciones en curso pasaron en pasos seguros.
   *[other] Las conversaciones en curso terminaron en su versión.
  }
web-tuning-drop = Descartar este borrador
web-tuning-drop-what = El borrador sale de la lista y ya no se puede publicar. Lo escrito queda guardado para consulta.
web-tuning-drop-do = Descartar
web-tuning-conflicts = Los dos lados cambiaron lo mismo
web-tuning-side-mine = Quedarse con el texto del borrador
web-tuning-side-theirs = Quedarse con el texto de la versión en servicio
web-tuning-gone = De este lado el archivo fue quitado.
web-tuning-keep = Juntar así

web-tuning-done-saved = Guardado en el borrador.
web-tuning-done-asked = Revisión pedida.
web-tuning-done-approved = Aprobado. Ya se puede publicar.
web-tuning-done-given-back = Devuelto con tu mensaje.
web-tuning-done-brought = El borrador parte ahora de la versión en servicio.
web-tuning-done-dropped = Borrador descartado.
web-tuning-done-published = Publicada. Las conversaciones nuevas ya usan esta versión.
web-tuning-done-rolled-back = Volvió. Las conversaciones nuevas ya usan esta versión.

## Versiones

web-tuning-releases = Versiones
web-tuning-releases-what = Todo lo que ya estuvo en servicio: quién lo hizo, quién lo revisó, por qué, y cómo volver.
web-tuning-release = Versión { $number }
web-tuning-release-facts = En servicio desde { $since }. Autoría: { $author }.
web-tuning-restores = Repite la versión { $restores }.
web-tuning-older = Más antiguas
web-tuning-checked = { $looked ->
    [0] Vino con el programa.
    [1] Un archivo verificado: { $problems } problemas, { $warnings } avisos.
   *[other] { $looked } archivos verificados: { $problems } problemas, { $warnings } avisos.
  }
web-tuning-roll-back = Volver a esta versión
web-tuning-roll-back-what = El contenido de esta versión vuelve a servir con un número nuevo, en segundos. Nada se pierde: la versión de ahora sigue en la lista.
web-tuning-roll-back-why = Por qué volver
web-tuning-roll-back-do = Volver a esta versión
web-tuning-changed-by = Lo que cambió esta versión

## Negativas

web-tuning-refused-right = Tu papel no lo permite. Cambiar la política le toca solo a la administración, y quien atiende solo a algunos acreedores no cambia lo que vale para todos.
web-tuning-refused-unknown = No encontré ese borrador o esa versión.
web-tuning-refused-own-work = Quien tocó el borrador no puede aprobarlo. Pídeselo a otra persona.
web-tuning-refused-status = Ahora eso no cabe: el borrador todavía no fue aprobado, o ya se publicó o se descartó. Mira cómo está.
web-tuning-refused-stale = Alguien cambió esto después de que abriste la página. Nada se guardó; mira cómo está ahora e inténtalo de nuevo.
web-tuning-refused-base = Otra versión entró en servicio. Trae el borrador a ella antes de publicar.
web-tuning-refused-conflicts = { $count ->
    [1] Un archivo cambió de los dos lados en la misma línea. Elige lo que queda.
   *[other] { $count } archivos cambiaron de los dos lados en las mismas líneas. Elige lo que queda en cada uno.
  }
web-tuning-refused-problems = { $count ->
    [1] Las verificaciones encontraron un problema. Nada se publicó.
   *[other] Las verificaciones encontraron { $count } problemas. Nada se publicó.
  }
web-tuning-refused-nothing = Eso no cambiaría nada.
web-tuning-refused-no-reason = Escribe el motivo.
web-tuning-refused-path = Ese archivo no puede estar ahí. El nombre lleva letras sin acento, cifras, guion y guion bajo, en una de las carpetas del contenido.
web-tuning-refused-too-large = El texto pasa de 2 MB. Nada se guardó; divide el archivo o quita lo que sobra.

## El editor de archivos

web-tuning-source = El archivo, como está escrito
web-tuning-save-file = Guardar en el borrador
web-tuning-back-to-draft = Volver al borrador
web-tuning-read-only = Aquí solo puedes leer: el borrador ya terminó, o cambiar este archivo no le toca a tu papel.
web-tuning-line = línea
web-tuning-at-line = Línea { $line }: { $text }
web-tuning-check-lost = No se pudo verificar ahora. Lo escrito sigue en la página.
web-editor-keys = Tab sale del editor. Ctrl-F busca, Ctrl-Z deshace, F8 va al próximo problema, Ctrl-Alt-G va a una línea, Ctrl-] y Ctrl-[ cambian la sangría.
web-editor-find = Buscar
web-editor-next = siguiente
web-editor-previous = anterior
web-editor-all = marcar todos
web-editor-match-case = distinguir mayúsculas
web-editor-pattern = expresión regular
web-editor-by-word = palabra completa
web-editor-replace-by = Cambiar por
web-editor-replace = cambiar
web-editor-replace-all = cambiar todos
web-editor-close = cerrar
web-editor-match = encontrado
web-editor-on-line = en la línea
web-editor-replaced-one = cambiado en la línea $
web-editor-replaced-all = cambios hechos: $
web-editor-go-to-line = Ir a la línea
web-editor-go = ir
web-editor-fold = Plegar
web-editor-unfold = Mostrar
web-editor-folded = parte plegada
web-editor-folded-lines = Líneas plegadas:
web-editor-unfolded-lines = Líneas a la vista:
web-editor-to = a
web-editor-deleted = Se borró lo marcado
web-tuning-merge = Dos personas cambiaron este archivo
web-tuning-theirs = Lo que ya está guardado
web-tuning-mine = Lo que escribiste
web-tuning-merged = Los dos juntos
web-tuning-merged-clean = Los cambios quedaron en líneas distintas y se juntaron. Revísalo y guarda.
web-tuning-merged-marked = Algunas líneas cambiaron de los dos lados y aparecen dos veces, entre <<<<<<< y >>>>>>>. Deja solo lo que debe valer y borra las marcas.
web-tuning-save-merged = Guardar los dos juntos

## Textos

web-tuning-texts = Textos
web-tuning-texts-what = Todo lo que dice el robot, tal como aparece en el teléfono del cliente.
web-tuning-texts-search = Palabras o nombre del texto
web-tuning-texts-file = Archivo
web-tuning-texts-step = Paso que lo dice
web-tuning-texts-found = { $count ->
    [0] Ningún texto así.
    [1] Un texto.
   *[other] { $count } textos.
  }
web-tuning-texts-many = { $count } textos. Aparecen los primeros { $most }: busca por una palabra, un archivo o un paso para ver los demás.
web-tuning-text-changed = cambió en este borrador
web-tuning-text-said-by = Pasos que dicen este texto:
web-tuning-text-said-by-program = Ningún paso del flujo nombra este texto: el robot lo usa por su cuenta, u otro texto lo usa.
web-tuning-text-write = El texto
web-tuning-text-source = Texto con su nombre
web-tuning-text-how = Antes del signo igual va el nombre, que no cambia. Las líneas .v1, .v2 son otras maneras de decir lo mismo; cada cliente recibe una.
web-tuning-text-variables = Lo que este texto puede usar (toca para ponerlo en el texto):
web-tuning-text-looks = Cómo se ve
web-tuning-text-in-draft = Para cambiarlo, elige un borrador:
web-tuning-text-no-draft = Para cambiarlo, abre un borrador en
web-tuning-text-not-whole = Esto todavía no es un texto entero: revisa las llaves, el signo igual y el nombre al comienzo. Nada se guardó.
web-tuning-text-lost = El texto en servicio usa { $names }, y este ya no.
web-tuning-text-lost-asks = El texto dejó de usar un valor que hoy ve el cliente. Si es así, marca la confirmación y guarda de nuevo.
web-tuning-text-lost-sure = Sí, este texto ya no necesita ese valor
web-tuning-sample-short = María, valores pequeños
web-tuning-sample-long = Maximiliana, valores y nombres grandes
web-tuning-sample-product-short = Sofá
web-tuning-sample-product-long = Sofá de tres plazas
web-tuning-list-button = Ver opciones

## Comprensión

web-tuning-lessons = Comprensión
web-tuning-lessons-what = Las frases con las que el robot aprende lo que las personas quieren decir.
web-tuning-lessons-how = Cada frase es un ejemplo de cómo escriben las personas de verdad. Nunca copies aquí el nombre, el documento o el teléfono de alguien.
web-tuning-lessons-search = Buscar una frase o intención
web-tuning-examples = { $count ->
    [0] ninguna frase
    [1] una frase
   *[other] { $count } frases
  }
web-tuning-example-new = Otra manera de decirlo
web-tuning-example-add = Agregar
web-tuning-example-remove = Quitar
web-tuning-example-remove-it = Quitar “{ $example }”

## Probar un borrador

web-tuning-trying = Probar antes de publicar
web-tuning-trying-what = Nada de aquí llega a los clientes. Las conversaciones aparecen sin nombres ni documentos.
web-tuning-again = Conversaciones repasadas
web-tuning-again-most = Conversaciones más recientes
web-tuning-again-do = Repasar las conversaciones
web-tuning-again-sum = { $conversations ->
    [0] Ninguna conversación para repasar.
    [1] Una conversación repasada.
   *[other] { $conversations } conversaciones repasadas.
  } Iguales hasta la última palabra: { $same }. Turnos: { $turns }. Sin las reglas de entonces: { $unreadable }.
web-tuning-again-of = Resultado
web-tuning-again-was = Fue
web-tuning-again-would = Sería
web-tuning-again-row = { $code ->
    [agreements] Acuerdos
    [promises] Promesas
    [handoffs] Pasadas a una persona
   *[other] { $code }
  }
web-tuning-again-kind = { $code ->
    [words] Otras palabras
    [step] Otro paso
    [text] Otro texto
    [promise] Otra promesa
    [handoff] Paso a una persona
    [agreement] Otro acuerdo
    [broken] No seguiría adelante
   *[other] Otra diferencia
  }
web-tuning-again-said = Se dijo:
web-tuning-again-would-say = Se diría:
web-tuning-heard = Mensajes releídos
web-tuning-heard-do = Releer los mensajes
web-tuning-heard-slow = Para releer los mensajes el robot estudia las frases del borrador, lo que lleva unos segundos.
web-tuning-heard-sum = { $messages ->
    [0] Ningún mensaje para releer.
    [1] Un mensaje releído.
   *[other] { $messages } mensajes releídos.
  } { $otherwise ->
    [0] Ninguno se entendería de otra manera.
    [1] Uno se entendería de otra manera.
   *[other] { $otherwise } se entenderían de otra manera.
  }
web-tuning-heard-message = Mensaje
web-tuning-heard-now = Hoy
web-tuning-heard-then = Con el borrador
web-tuning-codes = Revisiones
web-tuning-codes-what = Qué quiere decir cada código y qué hacer. Los puntos suspensivos están en lugar de los valores de cada caso.
web-tuning-codes-groups = Tipos de archivo
