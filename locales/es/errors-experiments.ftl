# Problemas de experimentos.

problem-experiment-broken-toml = El experimento no está bien escrito: { $detail }.
    .remedy = Revise comillas, corchetes y signos de igual cerca de esta línea.
problem-experiment-unknown-key = "{ $key }" no existe en un experimento.
    .remedy = Aquí caben: { $known }.
problem-experiment-missing-key = Falta "{ $key }" en el experimento.
    .remedy = Agregue la línea; docs/examples/noted.toml muestra un experimento completo.
problem-experiment-wrong-value = El valor de "{ $key }" no sirve.
    .remedy = { $expected ->
        [text] Escriba un texto entre comillas.
        [table] Escriba una tabla, como [{ $key }].
       *[other] Use un valor así: { $expected }.
    }
problem-experiment-days = El experimento termina ({ $until }) antes de empezar ({ $since }).
    .remedy = Ponga en until un día posterior a since.
problem-experiment-arms = { $why ->
    [count] Un experimento tiene de dos a cuatro maneras.
    [no-control] Falta la manera "control": como es hoy.
    [control] La manera "control" es como es hoy: no puede cambiar nada.
   *[other] Esta manera no cambia nada.
}
    .remedy = { $why ->
        [count] Junte o divida las maneras en [arms]; una de ellas se llama control.
        [no-control] Agregue [arms.control] con weight = 1.
        [control] Ponga lo que cambia en otra manera.
       *[other] Dele textos (texts), un flujo (flow) o políticas (policies), o quite la manera.
    }
problem-experiment-unknown = { $what ->
    [flow] No hay ningún flujo con el nombre "{ $name }" en esta versión.
    [policy] No hay ninguna política con el nombre "{ $name }" en esta versión.
    [text] No hay ningún texto con la clave "{ $name }" en este idioma.
   *[other] "{ $name }" no es un idioma.
}
    .remedy = Revise el nombre; agregue antes lo que usa el experimento.
problem-experiment-overlap = Este experimento cambia lo mismo que "{ $other }" en los mismos días: { $what ->
    [flow] el flujo
    [policy] la política { $name }
   *[other] el texto { $name }
}.
    .remedy = Espere a que termine el otro, o junte los dos en uno solo con más maneras.
