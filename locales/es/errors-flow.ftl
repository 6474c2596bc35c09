# Problemas de los flujos de conversación (flows/*.toml).

problem-flow-broken-toml = El archivo no es TOML válido: { $error }.
    .remedy = Corrija esta línea; los textos van entre comillas y cada tabla empieza con [nombre].
problem-flow-missing-key = En “{ $where }” falta “{ $key }”.
    .remedy = Agregue { $key } = … en esta tabla.
problem-flow-wrong-type = En “{ $where }”, “{ $key }” debería ser { $wanted ->
    [text] un texto entre comillas
    [number] un número entero
    [boolean] true o false
    [list] una lista entre corchetes
   *[table] una tabla
  } y no { $got }.
    .remedy = Cambie el valor de { $key }.
problem-flow-unknown-key = En “{ $where }” nadie conoce “{ $key }”.
    .remedy = { $nearest ->
    [none] Borre esta línea o revise el nombre en la documentación del tipo de paso.
   *[other] ¿Quiso decir “{ $nearest }”?
  }
problem-flow-unknown-word = “{ $word }” no es una palabra conocida en “{ $where }”.
    .remedy = Use una de estas: { $known }.
problem-flow-say-or-go = “{ $where }” necesita “say” o “go”, y solo uno de ellos.
    .remedy = Deje say = "texto" para responder y seguir, o go = "paso" para cambiar de paso.
problem-flow-empty-condition = En “{ $where }” la condición está vacía y valdría siempre.
    .remedy = Escriba al menos una condición en when, o lleve este destino a otherwise.
problem-flow-unknown-step = “{ $where }” lleva a “{ $target }”, que no existe.
    .remedy = { $nearest ->
    [none] Cree el paso [steps.{ $target }] o apunte a uno que exista.
   *[other] ¿Quiso decir “{ $nearest }”?
  }
problem-flow-missing-reflex = Falta el reflejo “{ $intent }”, que la ley o el cuidado exigen.
    .remedy = Agregue en [reflexes]: { $intent } = { "{" } go = "paso" { "}" }.
problem-flow-ask-without-answer = El paso “{ $step }” pregunta y no acepta ninguna respuesta.
    .remedy = Dele options, un slot con heard, o una tabla hear.
problem-flow-option-twice = En el paso “{ $step }” hay dos opciones con el id “{ $id }”.
    .remedy = Dele otro id a una de ellas.
problem-flow-too-many-options = El paso “{ $step }” tiene { $count } opciones; un canal muestra { $most } como máximo.
    .remedy = Junte opciones o divida la pregunta en dos.
problem-flow-unreachable-step = Ningún camino llega al paso “{ $step }”.
    .remedy = Apunte a él desde algún paso, o bórrelo.
problem-flow-endless-step = Desde el paso “{ $step }” ningún camino llega a un final o a una persona.
    .remedy = Lleve algún destino suyo a un paso del tipo end o handoff.
problem-flow-restless-cycle = El paso “{ $step }” está en un círculo que nunca espera al cliente.
    .remedy = Ponga en el círculo un paso que pregunte, como ask, o corte el círculo.
problem-flow-no-human = Desde el paso “{ $step }” ningún camino llega a una persona, y ahí va quien no fue entendido o pidió una.
    .remedy = Lleve algún destino suyo a un paso del tipo handoff.
problem-flow-cue-unused = Nadie mira la marca “{ $cue }”.
    .remedy = Úsela en [cued] o en una condición cue, o bórrela de [cues].
problem-flow-text-never-said = El paso “{ $step }” pregunta si se dijo “{ $key }”, y nada en este flujo dice ese texto.
    .remedy = Revise el nombre del texto, o quite la condición.
problem-flow-slot-unread = El paso “{ $step }” pregunta por “{ $slot }”, y nada usa la respuesta.
    .remedy = Use la respuesta en una condición, o quite la pregunta.
problem-flow-slot-unset = El paso “{ $step }” depende de “{ $slot }”, y ningún paso pregunta por eso.
    .remedy = Haga un paso ask con slot = "{ $slot }", o quite la condición.
problem-flow-debt-before-identity = Se llega al paso “{ $step }” sin confirmar la identidad, y habla de la deuda: allí no se diría nada.
    .remedy = Pase antes por un paso del tipo identify, o ponga verified = true en el reflejo que lleva hasta él.
