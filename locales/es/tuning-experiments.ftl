# Experimentos: dos maneras de decir o hacer lo mismo, y con cuál paga más gente.

web-tuning-experiments = Experimentos
web-tuning-experiments-what = Pruebe dos maneras con clientes reales y vea con cuál paga más gente.
web-tuning-experiments-how = Cada cliente que participa recibe por sorteo una de las maneras, siempre la misma. Quedan fuera quienes necesitan cuidado: quien pasa dificultades o está enfermo, discute la deuda, pidió silencio, pidió una persona o sus datos, o tiene el cobro suspendido por ley.
web-tuning-experiments-none = Ningún experimento en la versión que está en vivo.
web-tuning-experiments-begin = Para decir un texto de otra manera, elija el texto:
web-tuning-experiments-begin-way = Probar otro flujo u otra política
web-tuning-experiments-coming = En preparación, en los borradores
web-tuning-experiment-this = Probar este texto de otra manera
web-tuning-experiment-facts = Del { DATE($since) } al { DATE($until) }. De cada 100 clientes participan { $share }. Cada uno tiene { $days ->
    [1] un día
   *[other] { $days } días
  } para pagar la primera cuota. Hacen falta { $size } personas en total.
web-tuning-experiment-stage = { $code ->
    [ahead] aún no empezó
    [running] en curso
    [over] plazo terminado
    [stopped] detenido
   *[other] { $code }
  }
web-tuning-experiment-stopped = Lo detuvo { $who } el { $when }: { $why }
web-tuning-experiment-control = Como es hoy
web-tuning-experiment-verdict-title = Lo que ya se puede decir
web-tuning-experiment-verdict = { $code ->
    [early] Todavía no se puede decir si la manera «{ $arm }» cambia algo.
    [better] Con la manera «{ $arm }» pagó más gente.
    [worse] Con la manera «{ $arm }» pagó menos gente.
   *[other] Ya participaron todas las personas necesarias: la manera «{ $arm }» no mostró diferencia.
  }
web-tuning-experiment-more = Hasta ahora, de cada mil personas, pagaron { $at } { $at_how ->
    [less] menos
   *[more] más
  } que con la manera de hoy. El número real debe estar entre { $low } { $low_how ->
    [less] menos
   *[more] más
  } y { $high } { $high_how ->
    [less] menos
   *[more] más
  }.
web-tuning-experiment-harm = Detenga el experimento: con la manera «{ $arm }» hay { $harm ->
    [complaints] más quejas
    [opt_outs] más gente que pide no recibir mensajes
   *[handoffs] más casos que pasan a una persona
  } de lo tolerado.
web-tuning-experiment-skewed = El reparto entre las maneras no salió como debía. No confíe en estos números hasta saber por qué.
web-tuning-experiment-far = { $ready ->
    [1] Una persona ya tuvo
   *[other] { $ready } personas ya tuvieron
  } el plazo completo para pagar, de { $size } necesarias. La próxima evaluación es con { $next }. Mirar antes no cambia el resultado.
web-tuning-experiment-full = Las { $size } personas necesarias ya tuvieron el plazo completo para pagar.
web-tuning-experiment-counts = Los números
web-tuning-experiment-counts-how = Cada cliente cuenta una vez, en la manera que recibió, aunque después pase a una persona. Pagaron: quienes pagaron la primera cuota de un acuerdo dentro del plazo, entre los que ya tuvieron el plazo completo y tres días más para que aparezca el dinero. Quejas: amenaza de juicio o de defensa del consumidor, ofensas repetidas o caso cerrado como queja.
web-tuning-experiment-way = Manera
web-tuning-experiment-all = Participan
web-tuning-experiment-agreed = Hicieron un acuerdo
web-tuning-experiment-ready = Ya tuvieron el plazo
web-tuning-experiment-paid = Pagaron la primera
web-tuning-experiment-complaints = Se quejaron
web-tuning-experiment-opt-outs = Pidieron silencio
web-tuning-experiment-handoffs = Pasaron a una persona
web-tuning-experiment-part = { $some } ({ $percent } %)
web-tuning-experiment-ways = Las maneras
web-tuning-experiment-as-today = Nada cambia.
web-tuning-experiment-as-today-is = Como es hoy
web-tuning-experiment-this-way = De esta manera
web-tuning-experiment-still-same = Esta manera todavía es igual a la de hoy. Cambie abajo lo que tiene de distinto.
web-tuning-experiment-changes = { $what ->
    [flow] Sigue el flujo «{ $name }».
    [policy] En lugar de la política «{ $name }» vale la política «{ $other }».
   *[text] Dice de otra manera el texto «{ $name }»:
  }
web-tuning-experiment-stop = Detener ahora
web-tuning-experiment-stop-what = En pocos segundos todos vuelven a la manera de hoy, sin una versión nueva. Las propuestas ya hechas siguen en pie. No se puede retomar: para intentarlo otra vez, empiece otro experimento.
web-tuning-experiment-stop-why = Por qué detenerlo
web-tuning-experiment-done-stopped = Experimento detenido. Todos vuelven a la manera de hoy.
web-tuning-experiment-end = Terminar con una versión nueva
web-tuning-experiment-end-what = Abre un borrador sin este experimento. Si ganó una manera, elíjala: el borrador ya trae sus textos, su flujo y su política para todos. Una manera con política propia solo puede elegirla la administración.
web-tuning-experiment-keep = Lo que queda para todos
web-tuning-experiment-end-draft = Abrir borrador sin el experimento
web-tuning-experiment-ending = Terminar el experimento { $name }
web-tuning-experiment-title = Experimento { $name }
web-tuning-experiment-new = Nuevo experimento
web-tuning-experiment-name = Nombre corto
web-tuning-experiment-why = Qué quiere averiguar
web-tuning-experiment-today = Como es hoy
web-tuning-experiment-other = La otra manera
web-tuning-experiment-since = Empieza el
web-tuning-experiment-until = Última entrada el
web-tuning-experiment-share = De cada 100 clientes participan
web-tuning-experiment-days = Días para pagar la primera cuota
web-tuning-experiment-expect = De cada 100 pagan hoy, más o menos
web-tuning-experiment-detect = Diferencia que importa, de cada 100
web-tuning-experiment-size = Con estos números hacen falta { $size } personas en total.
web-tuning-experiment-save = Crear en un borrador
web-tuning-experiment-bad-name = El nombre debe ser corto, solo con letras sin acento, números y guiones.
web-tuning-experiment-bad-fields = Revise los campos: la otra manera debe tener algo distinto de la de hoy (un texto completo, un flujo o una política), y la última entrada viene después del comienzo.
web-tuning-experiment-taken = Ya existe un experimento, un flujo o una política con ese nombre. Elija otro.
web-tuning-experiment-what-differs = Lo que la otra manera tendrá de distinto
web-tuning-experiment-what-differs-how = La otra manera empieza como copia de lo que está en servicio. Después de crearla, usted cambia los pasos y los números de la copia en los mismos formularios de siempre, sin tocar lo que vale hoy.
web-tuning-experiment-own-flow = Un flujo solo suyo
web-tuning-experiment-own-policy = Una política solo suya, en lugar de
web-tuning-experiment-no-policy = ninguna
web-tuning-experiment-guard = Lo que no puede empeorar
web-tuning-experiment-guard-how = Cuánto más de cada cosa se tolera con respecto a la manera de hoy. Si se pasa de eso, la página pide parar.
web-tuning-experiment-in-draft = en el borrador
web-tuning-experiment-broken = El archivo de este experimento tiene problemas. Están en la revisión; corríjalos en el archivo.
web-tuning-experiment-draft-how = Cada manera se compara con la de hoy.
web-tuning-experiment-to-flow = Cambiar los pasos de esta manera
web-tuning-experiment-to-policy = Cambiar la política de esta manera
web-tuning-experiment-words = Textos de esta manera
web-tuning-experiment-save-words = Guardar textos
web-tuning-experiment-bad-words = No se guardó nada: escriba textos completos, cada uno con su nombre y un signo de igual, distintos de los de hoy.
web-tuning-experiment-more-ways = Una manera más
web-tuning-experiment-way-name = Nombre de la manera
web-tuning-experiment-other-words = Textos dichos de otra manera
web-tuning-experiment-other-words-how = Si la manera dice algo distinto, escriba el nombre del texto, un signo de igual y el texto nuevo. Los nombres están en Textos. Déjelo vacío si los textos no cambian.
web-tuning-experiment-add-way = Poner esta manera
web-tuning-experiment-bad-way-name = El nombre de la manera debe ser corto, solo con letras sin acento, números y guiones.
web-tuning-experiment-bad-way = Esta manera debe tener algo distinto de la de hoy: un flujo, una política o textos completos.
web-tuning-experiment-plan = Pregunta, fechas y números
web-tuning-experiment-plan-how = En un experimento que ya está en servicio, la pregunta, la participación, la última entrada y las tolerancias cambian sin perder la cuenta. Cambiar el comienzo, los números del cálculo o las maneras reinicia la cuenta desde cero.
web-tuning-experiment-save-plan = Guardar fechas y números
web-tuning-experiment-bad-plan = No se guardó nada. La última entrada va después del comienzo; participan de 1 a 100; el plazo va de 1 a 90 días; quienes pagan hoy más la diferencia no pasan de 99; las tolerancias van de 0 a 100. Si los campos están bien, cámbielo en el archivo.
web-tuning-experiment-drop-way = Quitar la manera “{ $name }”
web-tuning-experiment-way-stays = Esta manera no se quitó: un experimento necesita la manera de hoy y una más. Para desistir, quite el experimento entero del borrador.
web-tuning-experiment-take-out = Quitar el experimento del borrador
web-tuning-experiment-take-out-what = El borrador queda sin este experimento y sin el flujo y la política que solo él tenía. Si el experimento ya está en servicio, termina cuando se publique el borrador.
web-tuning-experiment-anew = El experimento “{ $name }” está en servicio, y este borrador cambia lo que compara. Cuando se publique, la cuenta empieza de cero.
web-tuning-experiment-change = Cambiar en un borrador
web-tuning-experiment-change-what = Fechas, números, textos y maneras se cambian en un borrador, que pasa por revisión y publicación como todo.
web-tuning-experiment-change-draft = Abrir borrador para cambiar
