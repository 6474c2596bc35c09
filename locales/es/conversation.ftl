# Los textos de la conversación. Cada mensaje puede tener variantes (.v1, .v2): nunca la misma dos veces seguidas.
# Variables de todo texto nombrado por el flujo: name, creditor, legal_name, cnpj, site, phone, opens, protocol, until.
# Se trata de usted, con palabras de todos los días. Pix y CPF se quedan como en Brasil; el boleto se explica una vez.

### Apertura e identidad

open-greeting = ¡Hola! Le escribe el asistente virtual de { $creditor }, un servicio automático.
open-who = ¿Hablo con { $name }?
    .v1 = ¿Es { $name } quien me lee?
    .v2 = ¿Estoy hablando con { $name }?
open-noted = Leí lo que escribió y enseguida lo vemos.
    .v1 = Vi su mensaje, ya me ocupo de eso con usted.
open-care = Siento mucho que esté siendo difícil. Vamos con calma, enseguida lo vemos.
    .v1 = Lo siento mucho. Con calma, ya veo cómo ayudar.
open-unclear = Disculpe, no le entendí.
    .v1 = No entendí bien, disculpe.
label-it-is-me = Soy yo
label-not-me = No soy yo
identify-cpf = Para proteger sus datos, dígame solo los 3 primeros números de su CPF.
    .v1 = Para seguir con seguridad, necesito solo los 3 primeros números de su CPF.
identify-cpf-or-birth =
    Para proteger sus datos, dígame solo los 3 primeros números de su CPF.
    Si prefiere, también sirven el día y el mes en que nació.
    .v1 =
        Para seguir con seguridad, necesito los 3 primeros números de su CPF
        o el día y el mes de su cumpleaños.
identify-birth = Para proteger sus datos, dígame solo el día y el mes en que nació.
    .v1 = Para seguir con seguridad, necesito solo el día y el mes de su cumpleaños.
identify-noted = Anotado. Enseguida lo vemos.
    .v1 = De acuerdo, ya me ocupo de eso con usted.
identify-wrong = { $left ->
    [1] No coincide con los datos que tengo. ¿Lo intenta una vez más? Si no se puede, una persona le ayuda.
   *[other] No coincide con los datos que tengo. ¿Lo revisa y me lo manda otra vez, por favor?
}
identify-unclear = Todavía no pude confirmarlo.
    .v1 = No encontré los números en su mensaje.
identity-locked =
    No pude confirmar sus datos por aquí, así que paré, por su seguridad.
    Una persona del equipo sigue con usted a más tardar el { $opens }.
identity-human =
    No hay problema. Por seguridad, una persona del equipo confirma sus datos con usted.
    Le responde a más tardar el { $opens }.

### La cuenta

debt-card =
    Encontré esto: { $product }
    Venció el { DATE($due_on, style: "short") }, { $principal }
    Hoy, con multa ({ $fine }) e intereses ({ $interest }): { $total }
debt-card-plain =
    Encontré una cuenta suya:
    venció el { DATE($due_on, style: "short") }, { $principal }
    Hoy, con multa ({ $fine }) e intereses ({ $interest }): { $total }
debts-intro = Encontré { $count } cuentas pendientes. Los valores son de hoy:
debt-line = { $number }) { $product }, venció el { DATE($due_on, style: "short") }: { $principal } + multa { $fine } + intereses { $interest } = { $total }
debt-line-plain = { $number }) Venció el { DATE($due_on, style: "short") }: { $principal } + multa { $fine } + intereses { $interest } = { $total }
debts-total = Todo junto: { $principal } + multa { $fine } + intereses { $interest } = { $total }
debts-which = ¿Quiere resolver todo junto o solo una?
    .v1 = ¿Prefiere todo junto o de una en una?
    .v2 = ¿Por cuál quiere empezar?
label-all-debts = Todo junto
label-one-debt = La del { DATE($due_on, style: "short") }
details-intro = Claro, le muestro de dónde viene.
    .v1 = Por supuesto, aquí están los detalles.
nothing-due = No encontré nada vencido a su nombre con { $creditor }. Por aquí está todo en orden.
    .v1 = Lo miré otra vez, y no hay nada vencido a su nombre con { $creditor }.
prescribed-human =
    La cuenta que encontré es antigua, y las cuentas así no las negocio por aquí.
    Si quiere hablar del tema, una persona del equipo le responde a más tardar el { $opens }.
review-human =
    Hay un dato en su registro que una persona tiene que revisar antes.
    Le responde a más tardar el { $opens }.
label-pay-pix = Pagar con Pix
start-over = Empecemos de nuevo, entonces.
    .v1 = De acuerdo, volvemos al principio.

### El motivo

ask-reason = ¿Qué pasó? Cuéntemelo a su manera, así veo qué se puede hacer.
    .v1 = ¿Me cuenta qué pasó? A su manera está muy bien.
    .v2 = Quisiera entender qué pasó, para ver el mejor camino. ¿Me lo cuenta?
ask-reason-unclear = Si prefiere, elija en la lista lo que más se acerque.
    .v1 = Cualquier respuesta sirve, hasta "prefiero no decirlo".
label-forgot = Me olvidé
label-lost-invoice = No me llegó
label-hardship = Me quedé sin dinero
label-awaiting = Espero un pago
label-already-paid = Ya pagué
label-dispute = No la reconozco
label-rather-not = Prefiero no decirlo
reason-forgot = Suele pasar, no hay problema.
    .v1 = Está bien, a cualquiera le pasa.
reason-other = Gracias por contármelo.
    .v1 = Entiendo, gracias por explicármelo.
reason-lost-invoice = No hay problema, se la mando otra vez ahora mismo.
    .v1 = Está bien, ya se la envío de nuevo.
reason-awaiting-income = Entiendo, el dinero todavía está por llegar. Lo acordamos para después.
    .v1 = De acuerdo, entonces lo dejamos para cuando llegue el dinero.
reason-payment-problem = Qué pena, gracias por intentarlo. Hacemos un código nuevo que funcione.
    .v1 = Gracias por insistir. Hacemos un código nuevo que funcione.
reason-hardship = { $reason ->
    [unemployment] Siento mucho lo de su trabajo. Vamos con calma, sin prisa.
    [income_loss] Siento mucho que haya bajado el trabajo. Lo ajustamos a lo que entra hoy.
    [illness] Lo siento mucho. Cuidar la salud es lo primero.
    [separation] Lo siento, es un momento difícil. Vamos con calma.
    [extra_expenses] Entiendo, surgió algo que no podía esperar. Vamos con calma.
    [prices_up] Es verdad que todo está más caro. Veamos qué le queda cómodo.
   *[other] Siento mucho que esté pasando por esto. Vamos con calma.
  }
    ¿Cuánto podría pagar al mes, sin apretarse?
    .v1 =
        Lo siento, es un momento difícil. Sin prisa.
        Pensando en su mes, ¿cuánto podría pagar con tranquilidad?
ask-capacity = Entiendo. ¿Cuánto podría pagar al mes, sin apretarse?
    .v1 = Pensando en su mes, ¿cuánto podría pagar con tranquilidad?
    .v2 = ¿Qué valor al mes le quedaría cómodo?
capacity-unclear = Puede ser un valor aproximado, como "unos 80 reales".
    .v1 = Una idea ya ayuda, como "unos 80 reales".
label-nothing-now = Nada por ahora
label-not-sure = Todavía no sé
hardship-offers-intro = Pensé en algo más liviano para este momento.
    .v1 = Aparté condiciones más livianas para usted.
over-indebted =
    Lo siento mucho. Cuando las cuentas superan lo que se puede pagar, la ley brasileña del sobreendeudamiento está de su lado.
    El Procon, el CEJUSC y la Defensoría ayudan gratis a revisarlas todas juntas.
    ¿Dejo esto en pausa mientras busca ayuda?
    .v1 =
        El Procon, el CEJUSC y la Defensoría ayudan gratis a quien tiene más cuentas que ingresos.
        Mientras tanto, ¿dejo todo en pausa?
label-pause = Dejar en pausa

### Segunda copia

resend-boleto =
    Este es el boleto (el documento con código que se paga en el banco) de { $amount }, que venció el { DATE($due_on, style: "short") }. El banco calcula la multa y los intereses al pagar.
    Hoy, todo sumado, son { $total }.
resend-pix-only =
    La cuenta de { $amount }, que venció el { DATE($due_on, style: "short") }, hoy es de { $total }, con multa e intereses.
    Para esta, el camino es el Pix.
resent-next = ¿Prefiere pagar con Pix o ver otras condiciones?
    .v1 = ¿Qué le queda mejor: Pix u otras condiciones?
label-use-boleto = Voy a usar el boleto
label-see-offers = Ver propuestas
boleto-chosen = De acuerdo. El pago aparece aquí en hasta 2 días hábiles. El { $until } reviso con usted si salió bien.

### Propuestas

offer-two = Se puede hacer de dos maneras:
    .v1 = Tengo dos caminos para usted:
offer-one = Se puede hacer así:
    .v1 = Lo que puedo ofrecerle es:
offer-conceded = Puedo mejorarlo un poco:
    .v1 = Se puede llegar a esto:
offer-again = Las condiciones que tengo son estas:
    .v1 = Hoy puedo hacerlo así:
offer-better = Tengo algo mejor para usted que eso.
    .v1 = Le puede quedar mejor que eso.
offer-cash = { $number }) De una vez por Pix: { $total } (descuento de { $waived }), hasta el { DATE($due, style: "short") }
offer-cash-whole = { $number }) De una vez por Pix: { $total }, hasta el { DATE($due, style: "short") }
offer-plan = { $number }) { $count } cuotas de { $instalment } (la última, { $last }), la primera el { DATE($first_due, style: "short") }. Total: { $total }
offer-plan-even = { $number }) { $count } cuotas de { $instalment }, la primera el { DATE($first_due, style: "short") }. Total: { $total }
offer-plan-down = { $number }) Entrada de { $down } hasta el { DATE($down_due, style: "short") } y { $count } de { $instalment } (la última, { $last }), desde el { DATE($first_due, style: "short") }. Total: { $total }
offer-plan-down-even = { $number }) Entrada de { $down } hasta el { DATE($down_due, style: "short") } y { $count } de { $instalment }, desde el { DATE($first_due, style: "short") }. Total: { $total }
offer-plan-rate = Intereses de las cuotas: { $rate } al mes. Costo efectivo total: { $cet } al año.
offer-which = Valen hasta el { $valid_until }. ¿Cuál le queda mejor?
    .v1 = Siguen valiendo hasta el { $valid_until }. ¿Cuál le sirve?
offer-take-it = Vale hasta el { $valid_until }. ¿Le sirve?
    .v1 = Sigue valiendo hasta el { $valid_until }. ¿Le queda bien?
offer-unclear = Solo para no equivocarme:
    .v1 = Quiero anotarlo bien:
offer-what-fits = Claro. ¿Qué le quedaría bien: un valor al mes, un número de cuotas o un buen día para pagar?
    .v1 = De acuerdo. ¿Qué le vendría bien: un valor al mes, un número de cuotas o un día para pagar?
offer-thinking = Sin prisa. Las condiciones valen hasta el { $valid_until }; escríbame cuando quiera.
label-cash = De una vez por Pix
label-plan = En { $count } cuotas
label-other-terms = Otra condición
label-last-offer = Ver la propuesta
counter-limit-first-date = Para esa fecha no puedo. Lo más cercano es:
    .v1 = Hasta esa fecha no llego. Lo que más se acerca es:
counter-limit-count = En ese número de cuotas no puedo. Lo más cercano es:
    .v1 = En tantas cuotas no llego. Lo que más se acerca es:
counter-limit-down-payment = Con esa entrada no puedo. Lo más cercano es:
    .v1 = Con esa entrada todavía no se puede. Lo que más se acerca es:
counter-limit-instalment = Con ese valor al mes no puedo cerrarlo. Lo más cercano es:
    .v1 = Con esa cuota todavía no cierra. Lo que más se acerca es:
counter-limit-total = Por ese valor no puedo cerrarlo. Lo más cercano es:
    .v1 = A ese valor no llego. Lo más cercano que tengo es:
counter-limit-other = De esa manera no puedo cerrarlo. Lo más cercano es:
    .v1 = Así todavía no cierra. Lo que más se acerca es:
exhausted =
    Esta es la mejor condición que puedo ofrecer, y sigue en pie.
    Puedo dejarlo en pausa unos días o llamar a una persona. ¿Qué prefiere?
    .v1 =
        Mejor que eso no puedo, y la condición sigue en pie.
        Si quiere, lo dejo en pausa unos días o llamo a una persona. ¿Qué prefiere?
thinking = Sin prisa. Le escribo otra vez el { $until }; antes de eso, escríbame cuando quiera.
    .v1 = Piénselo con calma. Le escribo el { $until }, o me escribe usted antes.
refusing =
    Puedo mostrarle condiciones, dejarlo en pausa unos días o llamar a una persona. ¿Qué prefiere?
    .v1 = Está bien, usted decide. Si quiere, le muestro condiciones, lo dejo en pausa o llamo a una persona.

### Confirmación y pago

recap-cash =
    Entonces queda así:
    { $total } de una vez por Pix, hasta el { $due }
recap-plan =
    Entonces queda así: { $total } en { $count } cuotas de { $instalment } (la última, { $last })
recap-plan-even =
    Entonces queda así: { $total } en { $count } cuotas de { $instalment }
recap-plan-down =
    Entonces queda así: { $total } en total
    Entrada de { $down } hasta el { $down_due } y { $count } cuotas de { $instalment } (la última, { $last })
recap-plan-down-even =
    Entonces queda así: { $total } en total
    Entrada de { $down } hasta el { $down_due } y { $count } cuotas de { $instalment }
recap-days = Vencimientos: { $dates }
recap-span = Todos los meses, del { DATE($first_due, style: "full") } al { DATE($last_due, style: "full") }
recap-waived = Descuento de { $waived } sobre los { $owed } de hoy.
recap-break = Si el atraso pasa de { $days } días, el acuerdo deja de valer y vuelve la cuenta de antes, menos lo que ya haya pagado.
recap-ask = ¿Lo confirmo?
    .v1 = ¿Me lo confirma?
recap-explicit = Para que quede registrado: toque "Confirmar" o escriba "acepto", si es así.
    .v1 = Para que valga, necesito un "acepto" escrito o el botón "Confirmar".
    .v2 = Un "ok" no alcanza para registrarlo: escriba "acepto" o toque "Confirmar".
recap-expired = Esa condición ya no vale. Déjeme ver qué tengo hoy.
    .v1 = El plazo de esa condición pasó. Veo lo que tengo hoy.
label-confirm = Confirmar
label-change = Quiero cambiarlo
label-yes = De acuerdo
label-no = Prefiero que no
label-another-day = Otro día
label-go-on = Intentar otra vez
label-want-code = Quiero el código
label-talk = Podemos hablar
agreement-recorded = Acuerdo registrado. Protocolo { $protocol }. Hasta el primer pago puede desistir sin costo.
pay-ready =
    Aquí está el Pix de { $amount }, para pagar hasta el { $due }.
    En el banco va a aparecer { $legal_name }, CNPJ { $cnpj }. Si aparece otro nombre, no pague.
pay-waiting = Un momento, el código ya llega.
    .v1 = El código está casi listo, ya se lo mando.
thanks-agreed = Gracias por acordarlo conmigo. Si algo cambia, escríbame.
    .v1 = Acordado y anotado. Si algo cambia, me escribe.
payment-received = Recibí su pago de { $amount }, gracias.
    .v1 = Llegó su pago de { $amount }, gracias.
payment-next = La próxima cuota es de { $amount }, para el { $due }. Se lo recuerdo un día antes.
    .v1 = Después viene la cuota de { $amount }, el { $due }. Un día antes se lo recuerdo.
payment-partial = Todavía faltan { $left }. ¿Quiere el código de ese valor?
    .v1 = De ese total faltan { $left }. ¿Le mando el código de lo que falta?
payment-settled = { $bureau ->
    [yes] Esta cuenta está pagada por completo. Si hay un registro en un buró de crédito por esta cuenta, se retira en hasta 5 días hábiles.
   *[no] Esta cuenta está pagada por completo.
}
reminder-instalment = Le escribo para recordarle: el pago de { $amount } vence el { $due }.
    .v1 = Un recordatorio de nuestro acuerdo: { $amount } vencen el { $due }.
reminder-promise = Le escribo para recordarle lo acordado: { $amount } para el { $due }. ¿Quiere el código del Pix?
    .v1 = Un recordatorio de lo que acordamos: { $amount } el { $due }. ¿Le mando el código del Pix?
promise-missed = El día que acordamos pasó y no vi el pago. ¿Ocurrió algo? Podemos ver otra fecha.
    .v1 = Llegó y pasó el día que acordamos, y no vi el pago. ¿Qué pasó? Se puede ver otra fecha.
agreement-broken =
    El acuerdo pasó de { $days } días sin pago y ya no vale. Vuelve la cuenta de antes, menos lo que usted ya pagó.
    ¿Quiere ver otra manera de resolverlo?

### Promesa y pausa

promise-ask-date = ¿Qué día le queda bien? Puede ser hasta el { $until }.
    .v1 = ¿Qué día es mejor, hasta el { $until }?
promise-too-far = Ese día queda demasiado lejos para que yo lo garantice. Puedo hasta el { $until }. ¿Qué día sería?
    .v1 = Hasta ese día no puedo esperar. Lo más lejos es el { $until }. ¿Qué día le queda bien?
promise-past = Ese día ya pasó. ¿Me dice un día hasta el { $until }?
    .v1 = Ese día ya fue. ¿Cuál sería, hasta el { $until }?
promise-recap-part = Entonces queda acordado: { $amount } para el { $due }. Ese día todavía quedan { $left }, que vemos después. ¿Está bien?
    .v1 = Repito: { $amount } para el { $due }; los otros { $left } los vemos después. ¿Lo anoto?
promise-recap = Entonces queda acordado: { $amount } para el { $due }, ya con los cargos hasta ese día. ¿Está bien?
    .v1 = Repito: { $amount } para el { $due }, con los cargos hasta ese día. ¿Lo anoto?
promise-recorded = Anotado: { $amount } para el { $due }. Se lo recuerdo un día antes.
    .v1 = Quedó anotado: { $amount } para el { $due }. Un día antes se lo recuerdo.
promise-unclear = Puede ser algo como "el día 10" o "el viernes que viene".
    .v1 = Un día como "el viernes" o "el 10" ya sirve.
thanks-promised = Gracias por avisar. Si necesita cambiarlo, escríbame antes de ese día.
    .v1 = Gracias por acordarlo. Si el día cambia, avíseme antes.
pause-offer = Puedo dejar esto en pausa hasta el { $until }, y ese día le escribo. ¿De acuerdo?
    .v1 = ¿Qué le parece si lo dejamos en pausa hasta el { $until }? Le escribo recién ese día.
pause-done = De acuerdo. Hasta el { $until } nadie le cobra.
    .v1 = Muy bien. Nadie le cobra hasta el { $until }.
pause-unclear = Si prefiere otra fecha, dígame cuál.
    .v1 = Si otra fecha es mejor, dígamelo.
thanks-paused = Cuídese. Si algo mejora antes, escríbame.
    .v1 = Que le vaya bien. Si se puede antes, escríbame.
pause-over = ¡Hola, { $name }! Le escribe el asistente de { $creditor }, como acordamos. ¿Podemos hablar ahora?

### Personas

handoff-asked =
    Claro. Ya le conté todo a una persona del equipo, no tiene que repetir nada.
    Le responde a más tardar el { $opens }.
handoff-not-understood =
    No estoy logrando entenderle bien, disculpe. Pasé la conversación a una persona del equipo.
    Le responde a más tardar el { $opens }.
handoff-negotiation =
    Pasé su caso a una persona del equipo, con todo lo que conversamos.
    Le responde a más tardar el { $opens }.
handoff-care =
    Está bien. Una persona del equipo lo va a ver con usted, con calma, y ya sabe todo.
    Le responde a más tardar el { $opens }.
handoff-payment =
    No pude hacer el Pix ahora, disculpe. Su acuerdo está guardado.
    Una persona del equipo le manda el código a más tardar el { $opens }.
handoff-broken =
    Tuve un problema aquí y pasé la conversación a una persona del equipo.
    Le responde a más tardar el { $opens }.
handoff-waiting = Su mensaje ya está con el equipo, y la respuesta llega a más tardar el { $opens }.
    .v1 = Quedó anotado en su caso. El equipo atiende de lunes a viernes, de { $from } a { $to } h, y responde a más tardar el { $opens }.
    .v2 = El equipo ya tiene todo lo que contó. La respuesta llega a más tardar el { $opens }.
proof-received = Lo recibí, gracias. Una persona lo revisa y le responde a más tardar el { $opens }.
label-human = Hablar con alguien

### Lo que detiene la cobranza

distress =
    Siento mucho que esté siendo tan difícil. Su vida vale más que cualquier otra cosa.
    En Brasil, el CVV atiende ahora, gratis, en el 188 o en cvv.org.br. En peligro inmediato, llame al 192.
    Ya avisé a una persona del equipo, que habla con usted a más tardar el { $opens }.
deceased =
    Siento mucho su pérdida. Paré todo contacto por aquí.
    Una persona del equipo habla con la familia a más tardar el { $opens }, con calma.
legal =
    Entendido. Paré los mensajes automáticos sobre esto.
    Una persona del equipo sigue la conversación a más tardar el { $opens }. Protocolo { $protocol }.
opt-out-done = De acuerdo, no le mando más mensajes por aquí. Si lo necesita, basta con escribir.
wrong-person = Disculpe la confusión. Ya saqué este número de nuestra lista y no mando más mensajes.
third-party =
    Por privacidad, solo puedo hablar con la persona misma.
    Cuando pueda, ella me escribe por aquí.
    .v1 = Gracias. Solo hablo de esto con la persona misma; cuando pueda, que me escriba por aquí.

### En cualquier momento

not-understood = No le entendí esa.
    .v1 = Disculpe, no entendí bien.
    .v2 = Creo que me perdí.
unclear-human = Todavía no le estoy entendiendo bien, disculpe. ¿Quiere que siga con usted una persona?
    .v1 = Sigo sin entender bien, disculpe. ¿Prefiere hablar con una persona del equipo?
abuse-calm = Es normal enojarse en un momento así, y quiero ayudar. Si prefiere, llamo a una persona.
abuse-human =
    Mejor que desde aquí siga con usted una persona.
    Le responde a más tardar el { $opens }.
prove-bot =
    Buena pregunta. Compruébelo en { $site } o en el teléfono { $phone }: el código de esta conversación es { $code }.
    Nunca pido contraseña ni número de tarjeta. En el Pix aparece { $legal_name }, CNPJ { $cnpj }; si aparece otro nombre, no pague.
    .v1 =
        Hace bien en desconfiar. En el teléfono { $phone } o en { $site }, el equipo confirma el código { $code }, que es solo de esta conversación.
        En el Pix, el nombre es { $legal_name }, CNPJ { $cnpj }. Contraseña y tarjeta no las pido nunca.
who-we-are =
    Soy el asistente virtual de { $creditor }: un robot, no una persona. Esta conversación queda registrada.
    Si quiere hablar con alguien del equipo, basta con pedirlo.
    .v1 =
        Soy un robot, el servicio automático de { $creditor }, y la conversación queda registrada.
        Para hablar con alguien del equipo, basta con pedirlo.
repeat-intro = Claro, lo repito:
    .v1 = No hay problema, otra vez:
consequences =
    Mientras la cuenta está pendiente, suma una multa única e intereses por día, como dice el contrato.
    { $bureau ->
        [yes] Si un día hubiera un registro en un buró de crédito, el aviso llega antes, por escrito. Una vez pagada, se retira en hasta 5 días hábiles.
       *[no] { $creditor } no registra esta cuenta en burós de crédito.
    }
end-polite = De acuerdo. Cualquier cosa, aquí estoy.
    .v1 = Gracias a usted. Escríbame con confianza.
creditor-footer = { $legal_name } · CNPJ { $cnpj } · { $address }
