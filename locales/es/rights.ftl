# Derechos y hechos: reclamar, haber pagado ya, documentos, datos personales, qué pasa si no se paga.
# Solo lo que es verdad: ningún texto de aquí amenaza, promete ni adivina.

### Reclamación

dispute-understood = { $kind ->
    [unknown_debt] Entendí: usted no reconoce este cobro.
    [fraud] Entendí: lo hicieron a su nombre, sin que usted supiera. Lo siento mucho.
    [wrong_amount] Entendí: el valor no coincide con lo que usted sabe.
    [duplicate] Entendí: para usted, lo mismo se cobró dos veces.
    [dissatisfied] Entendí: lo que recibió no fue lo acordado. Lo siento.
    [not_delivered] Entendí: no recibió lo que se le está cobrando. Lo siento.
    [cancelled_before] Entendí: usted ya lo había cancelado o devuelto.
    [prescribed] Entendí: para usted, esta cuenta es demasiado antigua para cobrarla.
   *[other] Entendí: hay algo mal en este cobro.
}
dispute-debt = { $product }, que venció el { DATE($due_on, style: "short") }
dispute-debt-plain = La cuenta que venció el { DATE($due_on, style: "short") }
dispute-stopped = { $scope ->
    [part] Paré el cobro solo de lo que reclamó. Una persona lo revisa y le responde a más tardar el { $opens }.
   *[all] Paré el cobro. Una persona lo revisa y le responde a más tardar el { $opens }.
  }
    Protocolo { $protocol }.
dispute-evidence = { $matter ->
    [unknown_debt] ¿Tiene algo que ayude a revisarlo? Puede escribirlo o mandar una foto.
    [fraud] ¿Perdió documentos o notó otras compras así? Si tiene una denuncia, puede mandarla.
    [wrong_amount] ¿Cuál sería el valor correcto? Si tiene contrato o comprobante, puede mandarlo aquí.
    [duplicate] ¿Dónde apareció el otro cobro, o cuándo pagó? Si tiene el comprobante, puede mandarlo.
    [dissatisfied] ¿Qué pasó con el producto o el servicio? Las fotos también ayudan.
    [not_delivered] ¿Tiene el número del pedido o el día acordado para la entrega?
    [cancelled_before] ¿Cuándo fue la cancelación o la devolución? Si tiene protocolo o correo, puede mandarlo.
    [prescribed] ¿Quiere dejar algo escrito para quien lo va a revisar?
   *[other] ¿Qué está mal, en sus palabras? Si tiene foto o documento, puede mandarlo.
}
dispute-which = De acuerdo, lo vemos. ¿Sobre cuál de ellas es?
    .v1 = ¿Cuál de estas cuentas quiere reclamar?
dispute-which-unclear = Puede ser el día del vencimiento o el nombre del producto.
dispute-already = Ya está anotado, protocolo { $protocol }. Agregué también lo que dijo ahora.
    .v1 = Eso ya lo tiene el equipo, protocolo { $protocol }. Agregué su mensaje.
label-every-debt = Todas ellas
label-that-is-all = Solo eso
note-words = Lo anoté en el protocolo { $protocol }. Gracias por explicarlo.
    .v1 = Anotado, protocolo { $protocol }. Quien lo revise ya lo va a leer.
note-file = Recibí el archivo y lo agregué al protocolo { $protocol }.
    .v1 = Llegó, gracias. Está junto con el protocolo { $protocol }.
note-question = El equipo le responde a más tardar el { $opens }, en el protocolo { $protocol }. Si recuerda algo, puede escribirlo.
    .v1 = Quien lo revise responde a más tardar el { $opens }. ¿Quiere agregar algo al protocolo { $protocol }?
note-nothing = Está bien. Ya lo tiene el equipo, protocolo { $protocol }.
    .v1 = De acuerdo. El protocolo { $protocol } ya lo tiene quien lo va a revisar.
others-go-on = Lo demás sigue como estaba. ¿Quiere verlo ahora?
    .v1 = Las otras cuentas siguen como antes. ¿Quiere verlas ahora?
label-see-others = Ver las otras
label-not-now = Ahora no
breakdown =
    { $product }, que venció el { DATE($due_on, style: "short") }: { $principal }
    Multa de { $fine_rate }, una sola vez: { $fine }
    Intereses de { $rate } al mes, por { $days } días: { $interest }
    Total de hoy: { $total }
breakdown-plain =
    Cuenta que venció el { DATE($due_on, style: "short") }: { $principal }
    Multa de { $fine_rate }, una sola vez: { $fine }
    Intereses de { $rate } al mes, por { $days } días: { $interest }
    Total de hoy: { $total }
charges-question = Si algo de esto no le parece correcto, paro el cobro y una persona lo revisa. ¿Le parece bien así?
    .v1 = Esa es la cuenta completa. ¿Quedó clara, o quiere reclamarla?
label-contest = Reclamar el valor
label-understood = Me parece bien

### Ya pagó

paid-claim = Gracias por avisar. Mientras lo reviso, nadie le cobra. Protocolo { $protocol }.
await-proof = Si tiene el comprobante, puede mandarlo aquí. Una persona lo revisa y le responde a más tardar el { $opens }.
claim-proved =
    Gracias, el comprobante ya está junto con la cuenta. Protocolo { $protocol }.
    Una persona lo revisa y le responde a más tardar el { $opens }; mientras tanto, nadie le cobra.
claim-which-day = Qué bueno, gracias por avisar. ¿Para qué día quedó programado?
    .v1 = Solo falta el día: ¿para cuándo quedó programado?
claim-day-unclear = Puede ser algo como "el viernes" o "el día 10".
label-unsure-day = No sé el día
claim-scheduled =
    Anotado: programado para el { $on }. El banco tarda hasta 2 días hábiles en avisarme.
    Hasta el { $until } nadie le cobra, y no hace falta mandar comprobante.
claim-unsure = No hay problema. Hasta el { $until } nadie le cobra; cuando aparezca el pago, le aviso.
file-which = Recibí el archivo, gracias. ¿Es un comprobante de pago?
    .v1 = Llegó, gracias. ¿Ese archivo es un comprobante de pago?
file-kept =
    Guardé el archivo con la conversación. Una persona del equipo lo mira y le responde a más tardar el { $opens }.
label-a-proof = Es un comprobante
label-another-thing = Es otra cosa

### El pago no salió bien

payment-problem = Lo resolvemos. ¿Qué pasó al momento de pagar?
    .v1 = De acuerdo, cuénteme: ¿qué pasó al momento de pagar?
label-code-failed = El código no sirve
label-paid-wrong = Pagué mal
new-code = Aquí va un código nuevo. Puede dejar de lado el anterior.
    .v1 = Hice otro código para usted. Use solo este, por favor.
handoff-code =
    Los códigos no le están funcionando, disculpe. Una persona lo va a mirar de cerca.
    Le responde a más tardar el { $opens }. Mientras tanto, en su cuenta no cambia nada.
no-card =
    Por aquí se paga con Pix o con boleto. No recibo tarjeta, y nunca pido su número.
    ¿Cuál prefiere?
label-boleto = Boleto
bank-down =
    Cuando es del banco, suele volver en unas horas, y la espera no es culpa suya.
    ¿Prefiere intentarlo más tarde o recibir otro código ahora?
label-try-later = Intentar más tarde
label-new-code = Otro código
bank-later = De acuerdo. Inténtelo cuando vuelva el banco; el { $until } reviso con usted si salió bien.
payment-asked =
    Entendí, vamos a buscar ese dinero. Mientras tanto, nadie le cobra.
    Una persona lo busca y le responde a más tardar el { $deadline }. Protocolo { $protocol }.
payment-evidence = ¿Qué se pagó, cuándo y cuánto? Si tiene el comprobante, puede mandarlo aquí.

### Documentos

paper-which = Claro. ¿Qué documento necesita?
    .v1 = Puedo ayudarle con eso. ¿Qué documento quiere?
label-receipt = Recibo
label-discharge = Carta de pago total
label-contract = Copia del contrato
receipt-head = Recibo { $protocol }, del { DATE($today, style: "full") }. { $legal_name }, CNPJ { $cnpj }, recibió de { $customer }:
receipt-agreement = { $amount } el { DATE($on, style: "full") }, por el acuerdo { $protocol }
receipt-payment = { $amount } el { DATE($on, style: "full") }{ $product ->
    [none] {""}
   *[other] , por { $product }
}
receipt-invoice = { $amount }{ $dated ->
    [yes] {" "}el { DATE($on, style: "full") }
   *[no] {""}
}, por { $product }, que venció el { DATE($due_on, style: "short") }
receipt-invoice-plain = { $amount }{ $dated ->
    [yes] {" "}el { DATE($on, style: "full") }
   *[no] {""}
}, por la cuenta que venció el { DATE($due_on, style: "short") }
receipt-none = Todavía no veo ningún pago registrado por aquí, así que no puedo dar recibo. Si ya pagó, avíseme y una persona lo revisa.
    .v1 = Sigo sin ver un pago registrado. Si pagó, dígamelo y pido que lo revisen.
discharge-head = Declaración { $protocol }, del { DATE($today, style: "full") }. { $legal_name }, CNPJ { $cnpj }, declara que { $customer } pagó por completo:
discharge-line = { $product }, { $amount }, vencimiento { DATE($due_on, style: "full") }{ $dated ->
    [yes] , pago del { DATE($on, style: "full") }
   *[no] {""}
}
discharge-line-plain = Cuenta de { $amount }, vencimiento { DATE($due_on, style: "full") }{ $dated ->
    [yes] , pago del { DATE($on, style: "full") }
   *[no] {""}
}
discharge-left = Lo que todavía está pendiente no entra en ella: hoy, { $left }.
discharge-left-agreed = El acuerdo en marcha no entra en ella: { $count ->
    [0] no falta nada
    [1] falta 1 cuota, { $left }
   *[other] faltan { $count } cuotas, { $left }
}.
discharge-not-yet = La carta de pago total sale cuando todo esté pagado. Hoy todavía faltan { $left }.
    .v1 = Esa carta solo la puedo dar después del pago. Por ahora, faltan { $left }.
discharge-not-yet-agreed = La carta de pago total sale con la última cuota pagada. { $count ->
    [0] No falta nada.
    [1] Falta 1 cuota, { $left }.
   *[other] Todavía faltan { $count } cuotas, { $left } en total.
  }
discharge-nothing = No encontré nada pendiente ni pagado por aquí. Si aun así necesita esa carta, llamo a una persona del equipo.
contract-asked = Le pedí la copia del contrato a una persona del equipo. Le responde a más tardar el { $deadline }. Protocolo { $protocol }.
request-already = Ese pedido ya está registrado: protocolo { $protocol }, respuesta a más tardar el { $deadline }.
    .v1 = Ya tengo ese pedido aquí, protocolo { $protocol }. La respuesta sale a más tardar el { $deadline }.

### Datos personales

privacy-which = Claro, los datos son suyos. ¿Qué necesita?
    .v1 = Es su derecho. ¿Qué le gustaría hacer?
label-access = Ver mis datos
label-correction = Corregir un dato
label-erasure = Borrar mis datos
label-review = Revisar una decisión
privacy-access = Registré su pedido, protocolo { $protocol }. La copia completa llega a más tardar el { $deadline }.
privacy-held = En resumen, { $creditor } guarda su nombre{ $document ->
    [yes] , documento
   *[no] {""}
}{ $birth ->
    [yes] , fecha de nacimiento
   *[no] {""}
}{ $phone ->
    [yes] , teléfono
   *[no] {""}
}{ $email ->
    [yes] , correo
   *[no] {""}
}{ $bills ->
    [yes] , sus cuentas
   *[no] {""}
} y esta conversación.
privacy-erasure =
    Registré su pedido, protocolo { $protocol }. El responsable le responde a más tardar el { $deadline }.
    Algunos datos la ley manda guardarlos por un tiempo, como los de las cuentas; la respuesta dice cuáles y por qué.
    Si solo quiere que paren los mensajes, escriba "salir".
privacy-correction = Registré su pedido de corrección, protocolo { $protocol }. La respuesta sale a más tardar el { $deadline }.
privacy-correct-what = ¿Qué está mal, y cómo sería lo correcto?
privacy-source =
    Su contacto viene del registro de { $creditor }, solo para hablar con la persona misma.
    Si este número no es de esa persona, dígamelo y lo saco.
    .v1 = Es el contacto que está en el registro de { $creditor }. Si no es suyo, lo saco de aquí.
privacy-source-asked = También registré el pedido, protocolo { $protocol }: la respuesta completa llega a más tardar el { $deadline }.
privacy-review =
    Lo registré, protocolo { $protocol }: una persona lo revisa y le responde a más tardar el { $deadline }.
    Las condiciones salen de reglas de { $creditor }: valor, días de atraso, pagos anteriores y lo que usted me cuenta.

### Qué pasa si no se paga

consequences-growth = Hoy son { $today }; mañana, { $tomorrow }.
growth = Hoy son { $today }. Mañana serán { $tomorrow }, y dentro de 30 días, { $later }.
    La multa es una sola vez; lo que crece son los intereses de { $rate } al mes.
growth-agreed = Su acuerdo tiene un valor cerrado: { $total } en total, y faltan { $left }. Solo cambia si un atraso pasa de { $days } días.
growth-nothing = Aquí no hay nada vencido, así que no está creciendo nada.
listing = { $bureau ->
    [yes] { $creditor } puede registrar cuentas pendientes en un buró de crédito. Antes de eso, usted recibe un aviso por escrito.
   *[no] { $creditor } no registra cuentas en burós de crédito.
}
removal = { $bureau ->
    [yes] Si hay un registro por esta cuenta, se retira en hasta 5 días hábiles después de pagarla por completo.
   *[no] { $creditor } no registra cuentas en burós de crédito, así que por aquí no hay nada que retirar.
}
removal-dated = Si hay un registro por esa cuenta, { $passed ->
    [yes] debió retirarse a más tardar el { $until }. Si todavía aparece, dígamelo y una persona lo resuelve.
   *[no] se retira a más tardar el { $until }: son 5 días hábiles después del pago completo.
}
court =
    Eso no se decide en esta conversación, y no tengo ninguna información sobre eso.
    Por aquí solo acuerdo pagos. Si quiere orientación gratis, busque el Procon o la Defensoría.
service-suspended =
    Según el contrato, { $creditor } puede suspender el servicio a partir de { $days } días de atraso, avisando antes.
    Con la cuenta al día, vuelve.
service-unknown = No tengo ninguna información de corte o suspensión por esta cuenta. Si quiere, una persona de { $creditor } lo confirma.
prescription =
    La ley da un plazo para cobrar una cuenta, en general { $years } años desde el vencimiento. La suya venció el { DATE($due_on, style: "full") }.
    No doy orientación jurídica; el Procon y la Defensoría lo explican gratis.
prescription-plain =
    La ley da un plazo para cobrar una cuenta, en general { $years } años desde el vencimiento.
    No doy orientación jurídica; el Procon y la Defensoría lo explican gratis.
refusing-numbers = Entiendo, y nadie le va a presionar. Solo para que tenga los números: hoy son { $today }, y mañana, { $tomorrow }.
refusing-calm = Entiendo, y nadie le va a presionar.
strategic =
    Entiendo que quiera pagar bastante menos, y preguntar no está mal.
    Solo puedo lo que está autorizado, y es igual para todas las personas en esa situación.
    .v1 = Sé que no es lo que esperaba, y está bien. Lo autorizado no cambió.
authority-claim =
    Si alguien del equipo acordó eso con usted, una persona lo confirma y lo arregla.
    Por aquí solo puedo lo que ya está autorizado. ¿Qué prefiere?
    .v1 =
        Eso no lo puedo confirmar por aquí, pero una persona del equipo sí.
        ¿Llamo a alguien o vemos lo que ya está autorizado?
rules-stay = Sigo siempre las condiciones autorizadas por { $creditor }; en esta conversación no cambian.
    .v1 = Eso no lo puedo cambiar desde aquí: las condiciones son las de { $creditor }.

### Dificultad, cada una a su manera

gentle-care = { $reason ->
    [bereavement] Siento mucho su pérdida. Esto puede esperar.
   *[illness] Lo siento mucho. Cuidar la salud es lo primero.
  }
    Puedo dejar todo en pausa por un tiempo, sin cobros. ¿Lo prefiere así?
label-what-fits = Ver qué puedo pagar
name-lent =
    Entiendo, y es una situación incómoda. Como la cuenta está a su nombre, solo puedo tratarla con usted.
    Nada de esto se le dice a la otra persona. ¿Cuánto podría pagar al mes, sin apretarse?
    .v1 = La cuenta sigue a su nombre, así que la acuerdo solo con usted, y nadie más se entera. ¿Cuánto podría pagar al mes?
disorganised =
    Suele pasar, y tiene arreglo: pocas cuotas, en un buen día para usted.
    ¿Qué día del mes le queda mejor?
which-day-unclear = Puede ser solo el número del día, como "día 10".
label-any-day = Cualquier día
reason-disorganised = Suele pasar, y tiene arreglo.
    .v1 = Está bien, lo arreglamos juntos.
