# La política en tabla, números y gráfico, y lo que otra política cambiaría.

web-tuning-policy = Política
web-tuning-policy-what = Cuánto se perdona, en cuántas cuotas y con qué pago inicial, según los días de atraso; y en cuánto queda la deuda.
web-tuning-policy-which = Qué política
web-tuning-policy-since = Vale desde { $from } (versión { $number }).
web-tuning-policy-until = Valió de { $from } a { $until } (versión { $number }).
web-tuning-policy-coming = Esta es la política del borrador: empieza a valer cuando se publique. Los acuerdos y las propuestas ya hechas no cambian.
web-tuning-policy-broken = Esta política tiene problemas y todavía no puede valer. Están en la revisión automática, aquí abajo.
web-tuning-policy-changed = Lo que cambia en este borrador
web-tuning-policy-unchanged = Ningún número de la política cambió.
web-tuning-policy-change = { $room }. { $name }: de { $before } a { $after }.
web-tuning-policy-as-file = Editar como archivo

# Los tramos.
web-tuning-policy-bands = Tramos de atraso
web-tuning-policy-bands-what = Vale el primer tramo que sirve para el caso. En cada columna de perdón, el primer escalón es la propuesta inicial; los siguientes, lo que el robot concede a quien pide más.
web-tuning-policy-col-days = Atraso
web-tuning-policy-col-cash = Al contado: perdón
web-tuning-policy-col-plan = En cuotas: perdón
web-tuning-policy-col-count = Hasta cuántas cuotas
web-tuning-policy-col-least = Cuota mínima
web-tuning-policy-col-down = Pago inicial
web-tuning-policy-col-first = Días hasta la 1.ª cuota
web-tuning-policy-col-rate = Interés mensual
web-tuning-policy-days = { $kind ->
    [both] De { $from } a { $to } días
    [from] Desde { $from } días
    [to] Hasta { $to } días
   *[all] Todos los demás casos
  }
web-tuning-policy-only = { $name }: vale solo en ciertos casos (ver el archivo)
web-tuning-policy-rung = { $kind ->
    [charges] { $charges } de los cargos
    [principal] { $principal } del capital
    [both] { $charges } de los cargos y { $principal } del capital
   *[nothing] nada
  }
web-tuning-policy-within = para pagar en { $days ->
    [1] 1 día
   *[other] { $days } días
  }
web-tuning-policy-no-plan = Solo al contado.
web-tuning-policy-no-down = sin pago inicial
web-tuning-policy-no-rate = sin interés
web-tuning-policy-none = nada
web-tuning-policy-value = { $value }
web-tuning-policy-flag = { $value ->
    [true] Sí
   *[false] No
  }

# Cómo se habla con las personas.
web-tuning-policy-conduct = Límites de contacto
web-tuning-policy-hours = El robot solo empieza una conversación en día hábil, de { $opens } a { $closes }, hora de donde vive el cliente. Contestar, contesta a cualquier hora.
web-tuning-policy-silence = Pregunta sin respuesta: { $hours ->
    [1] un recordatorio después de 1 hora
   *[other] un recordatorio después de { $hours } horas
  }, como máximo { $times ->
    [1] una vez
   *[other] { $times } veces
  } por semana.
web-tuning-policy-no-silence = Las preguntas sin respuesta no se recuerdan.
web-tuning-policy-first = Nadie oye hablar de la deuda antes de confirmar quién es.
web-tuning-policy-stop = Quien pide no recibir mensajes no recibe ninguno más que el robot empiece. Estos límites son del programa: ninguna política los afloja.

# El gráfico.
web-tuning-policy-graph = En cuánto queda la deuda, según los días de atraso
web-tuning-policy-graph-what = El menor valor que el robot concede a quien se atrasó por primera vez, con el mismo cálculo de las propuestas, multa del 2 % e interés del 1 % mensual. Los círculos marcan los días en que esperar salió más barato.
web-tuning-policy-debt = Deuda de R$
web-tuning-policy-draw = Dibujar
web-tuning-policy-line-live = Hoy
web-tuning-policy-line-draft = Borrador
web-tuning-policy-chart = { $family ->
    [avista] Al contado
   *[parcelado] En cuotas, la suma de todas
  }
web-tuning-policy-chart-told = { $family ->
    [avista] Gráfico del menor valor al contado según los días de atraso; la tabla de abajo dice lo mismo en números.
   *[parcelado] Gráfico de la menor suma de las cuotas según los días de atraso; la tabla de abajo dice lo mismo en números.
  }
web-tuning-policy-edges = Dónde conviene esperar
web-tuning-policy-edge = Desde el día { $days }, el menor valor al contado baja de { $before } a { $after }.
web-tuning-policy-no-edges = Esperar no abarata en ningún día.
web-tuning-policy-table = El gráfico en tabla
web-tuning-policy-col-day = Días de atraso
web-tuning-policy-col-owed = Se debe
web-tuning-policy-col-live-cash = Al contado, hoy
web-tuning-policy-col-live-plan = En cuotas, hoy
web-tuning-policy-col-draft-cash = Al contado, borrador
web-tuning-policy-col-draft-plan = En cuotas, borrador
web-tuning-policy-falls = baja

# Los números.
web-tuning-policy-numbers = Todos los números
web-tuning-policy-form-what = Guardar cambia solo estos números en el borrador; el resto del archivo, con sus comentarios, queda como está. Los porcentajes van con coma, como 2,5.
web-tuning-policy-in-draft = Para cambiar un número, abre un borrador en Ajustes y vuelve desde él.
web-tuning-policy-no-right = Solo la administración que atiende a todos los acreedores cambia la política. Puedes leer todo, probar el impacto de un borrador y pedir el cambio.
web-tuning-policy-over = Este borrador ya no se puede cambiar.
web-tuning-policy-not-saved = No se guardó nada. Mira los números marcados.
web-tuning-policy-on-air = Hoy: { $value }
web-tuning-policy-unit = { $unit ->
    [percent] (%)
   *[money] (R$)
  }
web-tuning-policy-wrong = { $code ->
    [not-number] Esto no es un número que sirva aquí.
    [out-of-range] El número es demasiado pequeño o demasiado grande.
    [stale] Otra persona puso { $now } aquí mientras editabas. Guarda de nuevo para quedarte con el tuyo.
   *[unknown] La política no tiene este número.
  }
web-tuning-policy-room = { $room ->
    [general] General
    [negotiation] Negociación
    [agreement] Acuerdo
    [promise] Promesa de pago
    [pause] Pausa en la cobranza
    [due-date] Cambio de vencimiento
    [silence] Pregunta sin respuesta
    [ceilings] Topes por encima de todo
    [authority] Lo que el equipo puede además del robot
    [segments] Quién tiene un atraso pasajero y quién es recurrente
    [chronic] Atraso recurrente
    [after-broken] Después de un acuerdo roto
   *[hardship] Dificultad económica
  }
web-tuning-policy-number = { $place ->
    [contact-above] Por debajo de este saldo no se busca a nadie
    [prescribed-after-years] Años hasta la prescripción
    [negotiation-concessions] Cuántas veces cede el robot
    [negotiation-remembered-days] Días en que se recuerda la negociación
    [negotiation-valid-days] Días en que vale una propuesta
    [negotiation-clearing-days] Días para que un pago se acredite
    [agreement-tolerance-days] Días de atraso perdonados en una cuota
    [agreement-broken-after-days] Días de atraso que deshacen el acuerdo
    [promise-max-days] Hasta cuántos días por delante
    [promise-per-period] Cuántas por período
    [promise-period-days] Días del período
    [promise-reminders] Recordatorios de cada una
    [pause-max-days] Días de pausa, como máximo
    [pause-hardship-max-days] Días de pausa en dificultad, como máximo
    [due-date-times] Cuántas veces en un acuerdo
    [due-date-max-days] Días después de lo acordado, como máximo
    [due-date-cash-days] Lo mismo, en un acuerdo de un solo pago
    [due-date-day-of-month] El día del mes puede cambiar
    [silence-after-hours] Horas hasta recordar
    [silence-per-week] Veces por semana, como máximo
    [ceilings-charges] Cargos que se perdonan, como máximo
    [ceilings-principal] Capital que se perdona, como máximo
    [ceilings-count] Cuotas, como máximo
    [authority-agent-charges] Agente: cargos
    [authority-agent-principal] Agente: puntos de más del capital
    [authority-agent-count] Agente: cuotas de más
    [authority-supervisor-charges] Supervisión: cargos
    [authority-supervisor-principal] Supervisión: puntos de más del capital
    [authority-supervisor-count] Supervisión: cuotas de más
    [segments-temporary-late-at-most] Pasajero: atrasos en 12 meses, como máximo
    [segments-chronic-late-from] Recurrente: desde cuántos atrasos en 12 meses
    [segments-chronic-broken-from] Recurrente: desde cuántos acuerdos rotos
    [segments-chronic-seeking-from] Recurrente: desde cuántas negociaciones agotadas
    [chronic-rungs-fewer] Escalones de menos
    [chronic-down-payment] Pago inicial mínimo
    [chronic-waives-principal] El capital se puede perdonar
    [after-broken-rungs-fewer] Escalones de menos
    [after-broken-no-discount-days] Días sin descuento del capital
    [hardship-charges] Cargos perdonados de entrada
    [hardship-count-times] Cuántas veces más cuotas
    [hardship-min-instalment] Cuota mínima
    [hardship-down-payment] Pago inicial
    [hardship-first-due-days] Días hasta la primera cuota
    [hardship-interest-frozen] En cuotas sin interés
    [hardship-protected-income] Ingreso que ningún plan toca
    [hardship-ask-income] Preguntar el ingreso a quien no sabe cuánto puede
    [band-when-days-overdue-from] Atraso: desde cuántos días
    [band-when-days-overdue-to] Atraso: hasta cuántos días
    [band-cash-within-days] Al contado: días para pagar
    [band-cash-ladder-charges] Al contado, escalón { $step }: cargos perdonados
    [band-cash-ladder-principal] Al contado, escalón { $step }: capital perdonado
    [band-plan-ladder-charges] En cuotas, escalón { $step }: cargos perdonados
    [band-plan-ladder-principal] En cuotas, escalón { $step }: capital perdonado
    [band-plan-largest-count] En cuotas: hasta cuántas
    [band-plan-min-instalment] En cuotas: cuota mínima
    [band-plan-down-payment] En cuotas: pago inicial
    [band-plan-first-due-days] En cuotas: días hasta la primera
   *[band-plan-monthly-rate] En cuotas: interés mensual
  }

# Los tramos y los escalones.
web-tuning-policy-shape = Cambiar tramos y escalones
web-tuning-policy-shape-what = Cada botón cambia solo lo que dice, en el borrador, y el resto del archivo queda como está. Después de cada cambio, el gráfico y la revisión muestran el resultado.
web-tuning-policy-shape-split-at = Dividir en dos, con las mismas condiciones; el segundo empieza el día
web-tuning-policy-shape-split = Dividir
web-tuning-policy-shape-days = del día { $from } al día { $to }
web-tuning-policy-shape-days-on = desde el día { $from }
web-tuning-policy-shape-join = Quitar y pasar sus días a “{ $band }”
web-tuning-policy-shape-ladder = { $part ->
    [cash] Al contado: escalones
   *[plan] En cuotas: escalones
  }
web-tuning-policy-shape-earlier = Subir el escalón { $step }
web-tuning-policy-shape-later = Bajar el escalón { $step }
web-tuning-policy-shape-out = Quitar el escalón { $step }
web-tuning-policy-shape-unread = este escalón no se puede leer
web-tuning-policy-shape-charges = Cargos perdonados (%)
web-tuning-policy-shape-principal = Capital perdonado (%)
web-tuning-policy-shape-place = Lugar
web-tuning-policy-shape-first = al principio, como apertura
web-tuning-policy-shape-after = después del escalón { $step }
web-tuning-policy-shape-add = Poner escalón
web-tuning-policy-shape-wrong = { $code ->
    [day] Nada cambió: el día tiene que ser un número dentro del tramo, después de su primer día.
    [percent] Nada cambió: cargos y capital tienen que ser porcentajes de 0 a 100, como 2,5.
    [last-rung] Nada cambió: un perdón necesita al menos un escalón.
    [layout] Nada cambió: esta parte del archivo está escrita de un modo propio. Use «Editar como archivo».
    [stale] Nada cambió: otra persona guardó esta política mientras usted la miraba. Revise cómo está ahora y repita.
   *[unknown] Nada cambió: la política no tiene ese tramo o ese escalón.
  }
web-tuning-policy-came = Tramo nuevo: { $band }.
web-tuning-policy-gone = Tramo quitado: { $band }.
web-tuning-policy-moved = No se guardó nada: los tramos o los escalones de esta política cambiaron mientras usted editaba. Revise cómo está ahora y escriba de nuevo.
web-tuning-policy-kept = { $name }: usted había escrito { $typed }

# El impacto.
web-tuning-impact = Impacto de la política
web-tuning-impact-what = Lo que cambiaría con la política del borrador: en clientes simulados, que pasan por las dos políticas, y en lo que de verdad ocurrió en los últimos 90 días. Nada llega a nadie.
web-tuning-impact-customers = Clientes simulados
web-tuning-impact-do = Simular
web-tuning-impact-past-do = Mirar los últimos 90 días
web-tuning-impact-slow = Tarda unos segundos. Una simulación a la vez.
web-tuning-impact-busy = Hay otra simulación en marcha. Prueba de nuevo en un momento.
web-tuning-impact-verdict = En pocas palabras
web-tuning-impact-says-agreed = { $sure ->
    [more] Más clientes simulados cerrarían un acuerdo.
    [less] Menos clientes simulados cerrarían un acuerdo.
    [same] Los mismos clientes simulados cerrarían un acuerdo.
   *[unsure] No se puede decir si más o menos clientes cerrarían un acuerdo.
  }
web-tuning-impact-says-recovered = { $sure ->
    [more] Entraría más dinero en 120 días.
    [less] Entraría menos dinero en 120 días.
    [same] Entraría el mismo dinero en 120 días.
   *[unsure] No se puede decir si entraría más o menos dinero en 120 días.
  }
web-tuning-impact-says-discount = { $sure ->
    [more] Se daría más descuento.
    [less] Se daría menos descuento.
    [same] El descuento sería el mismo.
   *[unsure] No se puede decir si se daría más o menos descuento.
  }
web-tuning-impact-says-hardship = { $sure ->
    [more] Entre quienes pasan dificultades, más gente cerraría un acuerdo.
    [less] Entre quienes pasan dificultades, menos gente cerraría un acuerdo. Piénsalo de nuevo antes de publicar.
    [same] Entre quienes pasan dificultades, los acuerdos serían los mismos.
   *[unsure] Entre quienes pasan dificultades, no se puede decir si más o menos gente cerraría un acuerdo.
  }
web-tuning-impact-caution = El intervalo cuenta solo el azar del sorteo. Los clientes simulados no son los tuyos: deciden por reglas simples, y nadie sabe si los de verdad harían lo mismo.
web-tuning-impact-on-simulated = Clientes simulados
web-tuning-impact-simulated = { $customers } clientes ({ $hardship } en dificultad), { $days } días cada uno, los mismos de los dos lados. Las conversaciones siguen el flujo que está en servicio.
web-tuning-impact-floor = Propuestas por debajo del piso: { $before } hoy, { $after } en el borrador
web-tuning-impact-col-what = Qué
web-tuning-impact-col-differs = Diferencia
web-tuning-impact-col-between = Intervalo del 95 %
web-tuning-impact-col-sure = Lo que se puede decir
web-tuning-impact-col-then = Como fue
web-tuning-impact-between = de { $low } a { $high }
web-tuning-impact-too-few = muy poca gente para un intervalo
web-tuning-impact-sure = { $sure ->
    [more] aumenta
    [less] disminuye
    [same] no cambia
   *[unsure] no se puede decir
  }
web-tuning-impact-measure = { $code ->
    [agreed] Cerraron un acuerdo
    [agreed-total] Valor acordado
    [discount] Descuento dado
    [paid-first] Pagaron la primera parte
    [recovered] Dinero que entró
    [broken] Rompieron el acuerdo
    [handed-off] Pasaron a una persona
    [hardship-agreed] Cerraron un acuerdo
    [hardship-paused] Quedaron en pausa
    [hardship-handed-off] Pasaron a una persona
   *[hardship-broken] Rompieron el acuerdo
  }
web-tuning-impact-hardship = Solo quienes pasan dificultades
web-tuning-impact-past = Los últimos 90 días
web-tuning-impact-past-offers = { $conversations ->
    [0] Ninguna conversación en los últimos 90 días.
    [1] Una conversación mirada.
   *[other] { $conversations } conversaciones miradas (como máximo { $most }).
  } Con propuesta: { $offered }. En el borrador, el robot podría cobrar menos a { $cheaper } y tendría que cobrar más a { $dearer }. Sin las reglas de entonces: { $unreadable }.
web-tuning-impact-past-deals = { $agreements ->
    [0] Ningún acuerdo.
    [1] Un acuerdo.
   *[other] { $agreements } acuerdos.
  } Iguales en el borrador: { $stand }. Con otras condiciones: { $otherwise }. Sin ninguna propuesta posible: { $nothing }. Que no se pueden rehacer: { $unjudged }.
web-tuning-impact-past-line = { $code ->
    [opening] Primera propuesta al contado, sumada
    [least] Menor valor al contado, sumado
    [agreed] Valor de los acuerdos; en el borrador, solo de los que quedarían iguales
    [discount] Descuento de los acuerdos; en el borrador, solo de los que quedarían iguales
   *[others] Acuerdos que tendrían otras condiciones
  }
web-tuning-impact-past-caution = Esto rehace las cuentas con los casos de entonces. Lo que cada cliente habría contestado, nadie lo sabe.
