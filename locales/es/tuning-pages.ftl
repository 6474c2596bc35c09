# Un paso como formulario, los errores, las pruebas y los idiomas.

# --- un paso ----------------------------------------------------------------------------------

web-tuning-step-change = Cambiar este paso
web-tuning-step-title = Cambiar: { $name }
web-tuning-step-live = como está publicado
web-tuning-step-editor = abrir en el archivo
web-tuning-step-found = Lo que la revisión dice de este paso
web-tuning-step-save-text = Guardar este texto
web-tuning-step-languages = En qué idioma mostrar los textos:
web-tuning-step-lacks = { $count ->
    [1] falta un texto
   *[other] faltan { $count } textos
  }
web-tuning-step-missing = falta en este idioma
web-tuning-step-own = Cómo está en portugués
web-tuning-step-ways = Caminos y modos
web-tuning-step-leads = Por dónde sigue la conversación
web-tuning-step-hears = Lo que este paso entiende además de los botones
web-tuning-step-rest = Las condiciones, lo que guarda la pregunta y los pasos nuevos se escriben en el archivo:
web-tuning-step-option = El botón “{ $label }” lleva a
web-tuning-step-branch = Si se cumple esta condición, sigue con
web-tuning-step-as-flow = lo que vale para todo el flujo
web-tuning-step-now = En el borrador ahora: { $value }
web-tuning-step-stale = Alguien cambió este paso después de que abriste la página. Tu elección sigue en el formulario, con lo que está en el borrador al lado. Revísala y guarda otra vez.
web-tuning-step-nothing = No se guardó nada: o nada cambió, o la elección no existe en este flujo.
web-tuning-step-broken = El archivo del flujo tiene un error y no se puede mostrar el paso. Corrígelo primero en el archivo.
web-tuning-step-priority = { $code ->
    [normal] puede esperar su turno
    [high] antes que los demás
   *[urgent] ahora mismo
  }
web-tuning-step-value = { $code ->
    [go] Después sigue con
    [heard] Con la respuesta, sigue con
    [otherwise] En los demás casos, sigue con
    [given_up] Después de tres respuestas no entendidas, sigue con
    [unclear] Cuando no entiende, dice
    [quiet] No insistir con quien deje esta pregunta sin respuesta
    [at_once] El cliente ya dijo que paga de una vez
    [whole] Cobra todo lo que falta del acuerdo
    [priority] La persona tiene que atender
    [closed] No queda nada por tratar
   *[other] { $code }
  }
web-tuning-step-outcome = { $code ->
    [verified] Identidad confirmada:
    [locked] Demasiados intentos:
    [impossible] Sin datos para confirmar:
    [shown] Mostrado al cliente:
    [none] No hay nada que mostrar:
    [prescribed] Todo ya prescribió:
    [review] Los datos necesitan a una persona:
    [accepted] Eligió una propuesta:
    [promise] Prefiere prometer un día:
    [exhausted] Se acabaron las propuestas:
    [unaffordable] Nada está a su alcance:
    [agreed] Dijo que sí:
    [changed] Quiere otra condición:
    [issued] Código generado:
    [refused] El código no salió:
    [sent] Copia enviada:
    [recorded] Promesa anotada:
    [cancelled] Ya no quiere prometer:
    [limit] Ya prometió lo que podía:
    [pause] Mejor hacer una pausa:
    [undone] Acuerdo deshecho:
    [kept] Queda como está:
    [undo-paid] Ya entró un pago:
    [claim-paid] Dijo que pagó:
    [proved] Mandó el comprobante:
    [scheduled] Programó el pago:
    [later] Lo programó para muy lejos:
    [moved] Vencimiento cambiado:
    [beyond] Solo una persona puede cambiarlo:
    [paused] Aceptó la pausa:
    [declined] No quiso la pausa:
    [resumed] Volvió antes de la hora:
    [opened] Reclamo abierto:
    [noted] Ya estaba abierto:
   *[other] { $code }:
  }

# --- errores ----------------------------------------------------------------------------------

web-tuning-fails = Errores
web-tuning-fails-what = Lo que salió mal con los clientes, por paso y versión, y lo que se puede procesar de nuevo.
web-tuning-fails-none = Nada salió mal. Cuando un mensaje no se pueda leer o entregar, aparecerá aquí.
web-tuning-fail-in = { $code ->
    [broken] El robot se perdió en el mensaje y llamó a una persona
   *[other] Llegó algo que el robot no pudo atender
  }
web-tuning-fail-out = { $code ->
    [ambiguous] Mensaje que no sabemos si llegó
    [too-many-attempts] Mensaje que no salió después de muchos intentos
    [window-closed] Mensaje que no salió: pasaron 24 horas desde el último del cliente
    [n131047] Mensaje que no salió: pasaron 24 horas desde el último del cliente
    [n131026] Mensaje que no salió: el número no recibe WhatsApp
    [n131049] Mensaje que no salió: WhatsApp limitó los mensajes al cliente
    [n403] Mensaje que no salió: el cliente bloqueó nuestra cuenta
    [blocked] Mensaje que no salió: el cliente bloqueó nuestra cuenta
    [opted-out] Mensaje retenido: el cliente pidió no recibir más
    [not-active] Mensaje retenido: la cobranza está detenida
    [quiet] Mensaje retenido: el cliente pidió silencio en este canal
    [number-changed] Mensaje retenido: el número cambió de dueño
    [taken-over] Mensaje del robot retenido: una persona tomó la conversación
    [overtaken] Parte de un mensaje que quedó atrás
    [unbound] Mensaje sin dirección: el cliente ya no está en este canal
   *[other] Mensaje que el canal rechazó
  }
web-tuning-fail-release = Versión { $number }
web-tuning-fail-count = { $count ->
    [1] Una vez,
   *[other] { $count } veces,
  } { $people ->
    [0] sin cliente conocido.
    [1] con un cliente.
   *[other] con { $people } clientes.
  }
web-tuning-fail-when = Primera: { $first }. Última: { $last }.
web-tuning-fail-again = { $count ->
    [1] Procesar de nuevo
   *[other] Procesar de nuevo ({ $count })
  }
web-tuning-fail-one-again = Procesar de nuevo
web-tuning-fail-touched = A quiénes afectó
web-tuning-fail-nobody = cliente desconocido
web-tuning-fail-more = Y { $count } más, que entran en el botón del grupo.
web-tuning-fail-done = { $count ->
    [0] No se procesó nada de nuevo: la conversación siguió, o alguien ya se ocupó.
    [1] Un caso volvió a la cola y se procesará ahora.
   *[other] { $count } casos volvieron a la cola y se procesarán ahora.
  }
web-tuning-fail-gone = Esto ya no está en la lista: alguien se ocupó. No se procesó nada de nuevo.
web-tuning-fail-stays = { $code ->
    [may-have-gone] Puede haber llegado al cliente, por eso no sale de nuevo desde aquí: nadie recibe dos veces el mismo mensaje.
    [late] La conversación siguió después: procesarlo ahora quedaría fuera de lugar.
    [human] Ya lo tiene una persona del equipo, que le responde al cliente.
   *[held-back] Se retuvo a propósito, por respeto al cliente. No hay nada que rehacer.
  }

web-tuning-strays = Lo que no se pudo leer
web-tuning-strays-what = Avisos de los canales que el programa no entendió. Quedan guardados; aquí aparecen sin nombre, número ni palabra de nadie. Después de una actualización del programa, conviene mandar leerlos de nuevo.
web-tuning-stray-why = { $code ->
    [unknown-message] un tipo de mensaje que el programa no conoce
    [unknown-change] un tipo de aviso que el programa no conoce
    [unknown-update] un tipo de aviso que el programa no conoce
    [no-changes] un aviso sin contenido
    [no-content] un mensaje sin contenido
    [no-id] un mensaje sin identificación
    [no-query] un toque de botón sin identificación
    [no-sender] un mensaje sin remitente
    [no-chat] un mensaje sin conversación
    [group] un mensaje escrito en un grupo
    [not-private] un mensaje escrito en un grupo
    [from-a-bot] un mensaje de otro robot
    [unknown-system] un cambio de número que no se pudo entender
    [unknown-status] un estado de entrega que el programa no conoce
    [unknown-error] un error del canal que el programa no conoce
    [unknown-preference] una preferencia de cliente que no se pudo entender
    [not-json] un aviso que llegó roto
    [not-whatsapp] un aviso que no es de WhatsApp
   *[other] algo que el programa no entendió
  }
web-tuning-stray-count = { $count ->
    [1] Una vez.
   *[other] { $count } veces.
  }
web-tuning-stray-look = Ver cómo es el último, sin los datos de nadie
web-tuning-stray-again = Leer de nuevo
web-tuning-stray-stays = { $code ->
    [elsewhere] El robot solo conversa de a dos: esto no se lee de nuevo.
    [answered] El cliente ya recibió la respuesta de que eso no se puede leer, y por eso no se lee de nuevo. Si aparece mucho, avisa a quien cuida el programa.
    [broken] Llegó sin sentido y no hay nada que leer.
   *[older] Llegó antes de que el programa guardara lo necesario para leerlo de nuevo.
  }
web-tuning-stray-done = { $count ->
    [0] No se pudo leer nada.
    [1] Se leyó un aviso: el robot se ocupa de él ahora.
   *[other] Se leyeron { $count } avisos: el robot se ocupa de ellos ahora.
  }
web-tuning-stray-still = { $count ->
    [1] Uno sigue sin leerse.
   *[other] { $count } siguen sin leerse.
  }
web-tuning-stray-late = { $count ->
    [1] Uno quedó: la conversación del cliente siguió después.
   *[other] { $count } quedaron: la conversación de los clientes siguió después.
  }
web-tuning-stray-gone = Ya no hay nada de eso para leer: alguien se ocupó.

# --- pruebas ----------------------------------------------------------------------------------

web-tuning-tests = Conversaciones de prueba
web-tuning-tests-what = Conversaciones que deben salir como están escritas, y los pasos por los que no pasa ninguna. Acompañan a la versión en la que entran.
web-tuning-tests-wait = Las verificaciones encontraron problemas en este borrador. Corríjalos en la página del borrador y ejecute las pruebas de nuevo.
web-tuning-test-count = { $count ->
    [0] Aún no hay pruebas. Conversa en la simulación de un borrador y guarda la conversación: se vuelve una prueba.
    [1] Una prueba.
   *[other] { $count } pruebas.
  }
web-tuning-test-run = Ejecutar las pruebas
web-tuning-test-list = Pruebas
web-tuning-test-result = { $count ->
    [0] No hay pruebas que ejecutar.
    [1] Se ejecutó una prueba.
   *[other] Se ejecutaron { $count } pruebas.
  } Como está escrito: { $same }. Diferente: { $otherwise }.{ $left ->
    [0] { "" }
   *[other] { " " }Quedaron { $left } sin ejecutar: son demasiadas a la vez.
  }
web-tuning-test-coverage = Pasan por { $covered } de los { $steps } pasos del flujo.
web-tuning-test-went = { $code ->
    [same] como está escrita
    [otherwise] salió diferente
   *[broken] no se puede ejecutar
  }
web-tuning-test-accept = Aceptar como sale ahora
web-tuning-test-accepted = La prueba quedó como la conversación sale ahora, en este borrador.
web-tuning-test-kept = La conversación se volvió una prueba de este borrador.
web-tuning-test-bare = Pasos por los que no pasa ninguna prueba
web-tuning-test-cue = Palabra que marca: { $name }
web-tuning-test-unplayable = Esta prueba tiene una línea sin sentido. Corrígela en el archivo.
web-tuning-test-nameless = Ponle un nombre a la prueba, con letras o números.
web-tuning-test-name-taken = Ya hay una prueba con ese nombre. Elige otro; la que existe queda como está.

# --- idiomas ----------------------------------------------------------------------------------

web-tuning-languages = Idiomas
web-tuning-languages-what = En qué idiomas se habla con los clientes, y lo que todavía falta en cada uno.
web-tuning-language-name = { $code ->
    [pt-BR] Portugués de Brasil
    [es] Español
    [en] Inglés
    [fr] Francés
    [it] Italiano
    [de] Alemán
    [ht] Criollo haitiano
   *[other] Otro idioma
  }
web-tuning-language-texts = { $count ->
    [1] Un texto para clientes.
   *[other] { $count } textos para clientes.
  }
web-tuning-language-holes = { $count ->
    [0] completo
    [1] falta uno
   *[other] faltan { $count }
  }
web-tuning-language-lacks = Lo que falta
web-tuning-language-more = Y { $count } más. Aparecen a medida que estos quedan listos.
web-tuning-language-refused = Un idioma con huecos no se publica: el cliente quedaría sin respuesta en medio de la conversación. Completa lo que falta o retira los archivos del idioma.
web-tuning-language-new = Empezar un idioma
web-tuning-language-how = El idioma empieza con una copia de cada texto en portugués, marcada como no traducida. Escribe su sigla: en, fr, it, es-AR.
web-tuning-language-tag = Sigla del idioma
web-tuning-language-begin = Empezar a partir del portugués
web-tuning-language-begun = El idioma empezó en este borrador. Traduce cada texto de la lista; al guardar un texto se quita su marca.
web-tuning-language-unknown = Esa sigla no es de un idioma. Usa dos letras, como en, o con el país, como es-AR.
web-tuning-language-there = Ese idioma ya tiene todos los archivos. Lo que le falta está en la lista.
