# Problemas de conversaciones de prueba.

problem-test-unknown-line = “{ $said }” no es una línea de una conversación de prueba.
    .remedy = Empiece la línea con uno de estos signos: “#” encabezado o comentario, “@” cuándo, “>” lo que el cliente escribe, “!” lo que ocurre, “=” lo que queda guardado, “<” y “|” lo que nosotros decimos.
problem-test-no-beginning = Aquí ya ocurre algo, y ninguna línea dijo todavía cuándo empieza la conversación.
    .remedy = Antes de esta línea, escriba el día y la hora, como en “@ 2026-11-23 10:00”.
problem-test-unknown-moment = “{ $said }” no es un momento ni un tiempo que pasa.
    .remedy = Escriba el comienzo como en “@ 2026-11-23 10:00”; el tiempo que pasa, en minutos, horas o días, como en “@ +30m”, “@ +1h” o “@ +2d”.
problem-test-no-customer = Falta decir con quién es la conversación.
    .remedy = Antes de esta línea, escriba un cliente del ejemplo, como en “# customer: A1001”.
problem-test-unknown-choice = { $count ->
    [0] Se eligió “{ $said }”, y el último mensaje no tiene botones.
   *[other] El último mensaje no tiene el botón “{ $said }”.
}
    .remedy = { $count ->
        [0] Escriba lo que dice el cliente, como en “> quero parcelar”.
       *[other] Elija uno de estos, por el número o por las palabras: { $known }
    }
problem-test-unknown-word = { $of ->
    [customer] El ejemplo no tiene el cliente “{ $said }”.
    [column] La cartera no tiene la columna “{ $said }”.
    [arm] Ningún experimento de esta versión tiene la manera “{ $said }”.
    [event] “{ $said }” no es nada que pueda ocurrir en una conversación de prueba.
    [media] El cliente no puede enviar “{ $said }”.
    [term] Una propuesta no tiene “{ $said }”.
    [outcome] Ninguna atención termina en “{ $said }”.
    [detail] El resultado de una atención no tiene “{ $said }”.
   *[fact] La conversación no guarda nada con el nombre “{ $said }”.
}
    .remedy = Aquí caben: { $known }.
problem-test-wrong-value = { $kind ->
    [sum] “{ $said }”, en “{ $name }”, no es un valor en reales.
    [day] “{ $said }”, en “{ $name }”, no es un día.
   *[count] “{ $said }”, en “{ $name }”, no es un número entero.
}
    .remedy = { $kind ->
        [sum] Escriba con punto y centavos, como 123.45.
        [day] Escriba año, mes y día, como 2026-12-31.
       *[count] Escriba solo cifras, como 3.
    }
problem-test-outcome-lacks = { $what ->
    [promise-amount] Falta el valor que el cliente prometió.
    [promise-day] Falta el día en que el cliente prometió pagar.
    [pause-day] Falta hasta cuándo se deja en paz al cliente.
   *[no-words] Falta decir de qué se quejó el cliente.
}
    .remedy = { $what ->
        [pause-day] Escriba, por ejemplo, “! close pause until=2026-12-01”.
        [no-words] Escriba, por ejemplo, “! close complaint words=la atención tardó”.
       *[other] Escriba, por ejemplo, “! close promise amount=90.00; due=2026-12-01”.
    }
problem-test-nothing-waits = Ninguna propuesta espera a la supervisión en este punto de la conversación.
    .remedy = Antes de esta línea, haga una propuesta que supere la autoridad del agente, como en “! offer total=300; count=4; first=2026-12-10”, o quite la línea.
problem-test-unsaid = El texto “{ $key }” no se pudo decir aquí.
    .remedy = Revise si el texto existe en este idioma y si usa solo las variables que muestra su página, cada una como lo que es: texto, valor o fecha.
