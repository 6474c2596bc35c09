# Acuerdos, promesas y cuentas: lo que se dice de un acuerdo que ya existe, y cómo cambia.

### El acuerdo en marcha

agreement-status =
    Su acuerdo es de { $total }. Pagado hasta ahora: { $received }.
    Próxima cuota: { $next } el { $due }. En total, faltan { $left }.
    .v1 =
        De su acuerdo de { $total }, ya están pagados { $received } y faltan { $left }.
        La próxima cuota es de { $next }, el { $due }.
agreement-status-late =
    Su acuerdo es de { $total }. Pagado hasta ahora: { $received }.
    La cuota de { $next } venció el { $due }. En total, faltan { $left }.
    .v1 =
        De su acuerdo de { $total }, ya están pagados { $received } y faltan { $left }.
        La cuota de { $next } era para el { $due } y sigue pendiente.
agreement-status-cash = Su acuerdo: { $next } de una vez por Pix, hasta el { $due }.
    .v1 = Lo acordado sigue en pie: { $next } de una vez por Pix, hasta el { $due }.
agreement-status-cash-late = Su acuerdo: { $next } de una vez por Pix. La fecha era el { $due }, y sigue pendiente.
    .v1 = Lo acordado eran { $next } de una vez por Pix, hasta el { $due }. Sigue pendiente.
running-what = ¿Qué prefiere hacer?
    .v1 = ¿Cómo puedo ayudarle con él?
label-move-date = Cambiar la fecha
label-undo-agreement = Deshacer el acuerdo
change-terms =
    Para cambiar las condiciones, primero deshacemos este acuerdo y después vemos otras.
    Si es solo la fecha, se puede cambiar sin deshacerlo. ¿Qué prefiere?
change-terms-paid =
    Como ya entró un pago, quien cambia las condiciones es una persona del equipo, sin perder lo que usted pagó.
    Le responde a más tardar el { $opens }.
payoff-whole = Ese valor paga el acuerdo completo.

### Deshacer

undo-recap =
    Su acuerdo de { $total } deja de valer, y el código que le mandé también.
    Vuelve la cuenta de antes, que hoy está en { $owed }.
undo-ask = ¿Lo deshago?
    .v1 = ¿Deshago el acuerdo, entonces?
undo-explicit = Solo para no equivocarme: toque "Deshacer" o escriba "puede deshacerlo", si es así.
kept-as-is = De acuerdo, todo queda como está.
    .v1 = Está bien, no cambié nada.
label-undo = Deshacer
label-keep = Dejar el acuerdo
agreement-undone = Listo, el acuerdo quedó deshecho, sin costo. Protocolo { $protocol }.
undo-kept = De acuerdo, el acuerdo sigue valiendo igual.
    .v1 = Está bien, en el acuerdo no cambió nada.
undo-paid =
    Como ya entró un pago, solo una persona del equipo deshace el acuerdo, contando lo que usted pagó.
    Le responde a más tardar el { $opens }.
undone-next = ¿Quiere ver otras condiciones ahora o lo dejamos para después?

### Cambiar el vencimiento

due-date-ask = ¿Para qué día le queda mejor? La próxima cuota, de { $amount }, puede ir hasta el { $until }.
    .v1 = ¿Qué día le ayuda? La cuota de { $amount } puede quedar hasta para el { $until }.
due-date-which = ¿Qué día exactamente? La próxima cuota puede ir hasta el { $until }.
    .v1 = ¿Me dice el día exacto, hasta el { $until }?
due-date-too-far = Hasta ese día no puedo. La próxima cuota puede ir hasta el { $until }. ¿Qué día sería?
    .v1 = Ese día pasa de lo que puedo. Llego hasta el { $until }; ¿cuál le queda bien?
due-date-past = Ese día ya pasó. ¿Qué otro le queda bien, hasta el { $until }?
due-date-same = La cuota ya es el { $due }. ¿Quiere otro día, hasta el { $until }?
due-date-recap = Entonces la cuota de { $amount } pasa del { $from } al { $to }. Las otras quedan como están.
due-date-recap-only = Entonces el pago de { $amount } pasa del { $from } al { $to }.
due-date-recap-all =
    Entonces la próxima cuota, de { $amount }, pasa del { $from } al { $to }.
    Los vencimientos quedan: { $dates }
due-date-confirm = ¿La cambio?
    .v1 = ¿Hago el cambio?
due-date-explicit = Para que quede registrado: toque "Confirmar" o escriba "confirmo", si es así.
due-date-moved = Listo, { $amount } para el { $due }. Se lo recuerdo un día antes.
due-date-kept = De acuerdo, la fecha queda como estaba.
    .v1 = Está bien, no toqué la fecha.
label-keep-date = Dejarla como está
due-date-person =
    Ese cambio de fecha no lo puedo hacer solo. Ya le pasé el pedido a una persona del equipo.
    Le responde a más tardar el { $opens }.
due-date-ask-day = Puede elegir el día de las cuotas. ¿Qué día del mes le queda mejor?
    .v1 = ¿Qué día del mes le viene mejor?
due-date-day-unclear = Puede ser solo el número, como "día 15".

### Promesa

promise-moving = Está bien, lo cambiamos. ¿Qué día le queda bien? Puede ser hasta el { $until }.
    .v1 = No hay problema. ¿Qué otro día, hasta el { $until }?
promise-which-day = ¿Qué día, más o menos? Puedo anotarlo hasta el { $until }.
    .v1 = ¿Me dice un día exacto, hasta el { $until }, para anotarlo?
promise-closed-day = Ese día no es hábil, pero el Pix funciona igual.
promise-limit =
    La fecha ya cambió todo lo que yo podía cambiar por aquí.
    Podemos ver cuotas, dejarlo en pausa unos días o hablar con una persona. ¿Qué prefiere?

### Propuestas

ask-income =
    Entonces ayúdeme con una idea: ¿cuánto entra al mes en su casa, más o menos?
    Es solo para que ninguna cuota le pese. Si prefiere, no hace falta decirlo.
label-no-income = Ahora no entra nada

counter-limit-no-down = Sin entrada no puedo en esta cuenta. Lo más cercano es:
    .v1 = Para esta cuenta necesito una entrada. La más baja que puedo es:
counter-limit-income = Por lo que me contó de sus ingresos, así le pesaría. Lo más liviano que puedo es:
    .v1 = De esa manera le quedaría poco para el mes. Lo más liviano que puedo es:
offer-no-down = Sin entrada se puede, sí:
    .v1 = Puede ser sin entrada:

### Varias cuentas

debts-which-one = Claro. ¿Cuál de ellas?
    .v1 = Puede ser. ¿Cuál le queda mejor ahora?
others-open = Cuando quiera, vemos también lo que quedó pendiente. Sin prisa.
payment-over =
    Llegaron { $over } de más. Ya avisé al equipo.
    Una persona acuerda la devolución con usted a más tardar el { $opens }.
payment-over-little = Llegaron { $over } de más, y eso quedó registrado. Si lo quiere de vuelta, pídamelo.
