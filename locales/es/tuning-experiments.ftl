# Experimentos: dos maneras de decir o hacer lo mismo, y con cuál paga más gente.

web-tuning-experiments = Experimentos
web-tuning-experiments-what = Pruebe dos maneras con clientes reales y vea con cuál paga más gente.
web-tuning-experiments-how = Cada cliente que participa recibe por sorteo una de las maneras, siempre la misma. Quedan fuera quienes necesitan cuidado: quien pasa dificultades o está enfermo, discute la deuda, pidió silencio, pidió una persona o sus datos, o tiene el cobro suspendido por ley.
web-tuning-experiments-none = Ningún experimento en la versión que está en vivo.
web-tuning-experiments-begin = Para empezar uno, elija el texto que quiere decir de otra manera:
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
web-tuning-experiment-end-what = Abre un borrador sin este experimento. Si ganó la otra manera, cambie también el texto en ese borrador.
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
web-tuning-experiment-bad-fields = Revise los campos: la otra manera debe ser un texto completo, distinto del de hoy, y la última entrada viene después del comienzo.
