# Problemas de las políticas (policies/*.toml).

problem-policy-broken-toml = El archivo no es TOML válido: { $detail }.
    .remedy = Corrija esta línea; los valores van entre comillas o son números, y cada tabla empieza con [nombre].
problem-policy-missing-key = Falta “{ $key }”.
    .remedy = Agregue esta clave; policies/standard.toml muestra un ejemplo.
problem-policy-unknown-key = Nadie conoce la clave “{ $key }”.
    .remedy = Borre la línea o corrija el nombre; aquí valen: { $known }.
problem-policy-wrong-value = En “{ $key }”, { $value } no es { $expected ->
    [text] un texto entre comillas
    [whole] un número entero sin signo
    [flag] true o false
    [money] un valor como "50.00", sin signo
    [percent] un porcentaje como "2" o "1.5"
    [texts] una lista de textos
    [wholes] una lista de números
    [table] una tabla
   *[tables] una lista de tablas
  }.
    .remedy = Cambie el valor de “{ $key }”.
problem-policy-percent-range = En “{ $key }”, { $value } no es un porcentaje de 0 a 100.
    .remedy = Use un número de 0 a 100.
problem-policy-unknown-code = En “{ $key }”, “{ $value }” no es un código conocido.
    .remedy = Use uno de los códigos de la documentación, como forgot, unemployment o chronic.
problem-policy-not-positive = “{ $key }” tiene que ser mayor que cero.
    .remedy = Ponga un valor mayor que cero.
problem-policy-prescription-too-long = Una deuda prescribe en { $limit } años; aquí hay { $years }.
    .remedy = Use { $limit } años o menos.
problem-policy-segments-overlap = Con { $temporary } atrasos alguien sería pasajero y, desde { $chronic }, frecuente al mismo tiempo.
    .remedy = Deje temporary_late_at_most menor que chronic_late_from.
problem-policy-broken-before-tolerance = El acuerdo se deshace con { $broken } días de atraso, antes del final de la tolerancia de { $tolerance }.
    .remedy = Aumente broken_after_days o disminuya tolerance_days.
problem-policy-due-date-idle = El cambio de vencimiento se contradice: { $times } veces, y los otros límites dicen lo contrario.
    .remedy = Con times = 0, deje ceros y day_of_month = false; con times mayor, permita al menos un cambio.
problem-policy-due-date-too-far = En “{ $key }”, { $days } días llevarían la cuota encima de la siguiente; el máximo es { $limit }.
    .remedy = Disminuya el número de días.
problem-policy-authority-under = En “{ $key }”, la supervisión ({ $supervisor }) puede menos que quien atiende ({ $agent }).
    .remedy = Quien tiene un límite mayor nunca puede menos: iguale o aumente el valor de la supervisión.
problem-policy-principal-before-charges = Hay un descuento de { $principal } % del principal con cargos todavía cobrados (solo { $charges } % descontados).
    .remedy = Los cargos van antes: descuente el 100 % de ellos donde haya descuento del principal.
problem-policy-validity-too-short = En la franja “{ $band }” la oferta vale { $days } días, menos que los { $clearing } de la compensación.
    .remedy = Aumente valid_days: a quien paga el último día se le tiene que reconocer el pago.
problem-policy-empty-ladder = En la franja “{ $band }” hay una escalera sin escalones.
    .remedy = Ponga al menos la apertura, como ladder = [{ "{" } charges = "0", principal = "0" { "}" }].
problem-policy-rung-concedes-less = En la franja “{ $band }”, el escalón { $rung } ({ $now }) concede menos que el anterior ({ $before }).
    .remedy = Cada escalón concede al menos tanto como el anterior, en cargos y en principal.
problem-policy-floor-above-opening = En la franja “{ $band }”, el último escalón ({ $floor }) concede menos que la apertura ({ $opening }).
    .remedy = Cambie el orden de los escalones: la apertura va primero.
problem-policy-ceiling-crossed = En la franja “{ $band }”, “{ $key }” llega a { $value } en el límite { $who ->
    [agent] de quien atiende
    [supervisor] de la supervisión
   *[bot] del robot
  }, por encima del tope de { $ceiling }.
    .remedy = Disminuya el valor de la franja o del límite, o aumente el tope en [ceilings].
problem-policy-count-too-small = En la franja “{ $band }” el mayor número de cuotas es { $count }, y eso no es pagar en cuotas.
    .remedy = Use al menos 2, o borre la tabla plan de la franja.
problem-policy-minimum-unreachable = En la franja “{ $band }”, que llega hasta { $balance }, ni dos cuotas llegan al mínimo de { $minimum }.
    .remedy = Disminuya min_instalment o borre la tabla plan de la franja.
problem-policy-first-due-past = En la franja “{ $band }” el primer vencimiento ({ $days } días) no queda después de hoy.
    .remedy = Use 1 día o más en first_due_days.
problem-policy-no-such-day = En la franja “{ $band }”, { $day } no es un día del mes.
    .remedy = Use días de 1 a 31 en due_days.
problem-policy-plan-above-cash = En la franja “{ $band }”, pagar en cuotas descuenta más ({ $plan }) que pagar de una vez ({ $cash }).
    .remedy = Aumente el último escalón de una vez o disminuya el de las cuotas.
problem-policy-no-bands = La política no tiene ninguna franja.
    .remedy = Agregue al menos una [[band]]; policies/standard.toml muestra un ejemplo.
problem-policy-missing-last-band = La última franja, “{ $band }”, tiene condiciones: alguien puede quedar sin ninguna.
    .remedy = Termine con una franja sin “when”.
problem-policy-duplicate-band = Ya hay una franja llamada “{ $band }”, en la línea { $first }.
    .remedy = Dele otro nombre a una de ellas.
problem-policy-unreachable-band = La franja “{ $band }” nunca se usa{ $because ->
    [none] : nadie cumple sus condiciones
   *[other] {" "}porque “{ $because }” va antes y vale para los mismos casos
  }.
    .remedy = Ponga antes la franja más específica, cambie la condición o borre la franja.
problem-policy-overlapping-bands = Las franjas “{ $other }” y “{ $band }” valen en parte para los mismos casos.
    .remedy = Ajuste los intervalos para que no se crucen.
problem-policy-empty-range = En la franja “{ $band }”, en “{ $key }”, el comienzo ({ $from }) queda después del final ({ $to }).
    .remedy = Cambie from por to.

## Avisos

problem-policy-waiting-pays = Esperar conviene: en una deuda de R$ { $debt }, el mejor total baja de R$ { $before } el día { $day } (“{ $band }”) a R$ { $after } el día { $next_day } (“{ $next }”).
    .remedy = Si no es a propósito, acerque los descuentos de las dos franjas.
problem-policy-floor-out-of-reach = En la franja “{ $band }” la escalera { $family ->
    [cash] de una vez
   *[plan] de las cuotas
  } tiene { $rungs } escalones, y con { $concessions } concesiones el robot no llega al último.
    .remedy = Quite escalones o aumente concessions; quien atiende todavía llega.
problem-policy-rung-repeats = En la franja “{ $band }” la escalera { $family ->
    [cash] de una vez
   *[plan] de las cuotas
  } tiene dos escalones iguales.
    .remedy = Borre uno: repetir la misma oferta no es ceder.
