# Lo que el equipo lee de un caso.

summary-why = { $reason ->
    [asked] La persona pidió hablar con alguien.
    [distress] Señales de sufrimiento: hablar con cuidado, sin tocar la cuenta.
    [deceased] Aviso de fallecimiento.
    [dispute] No reconoce la cuenta o el valor.
    [already_paid] Dice que ya pagó.
    [legal_threat] Mencionó abogado u organismo de defensa.
    [abuse] Ofensas repetidas.
    [identity_failed] La identidad no se confirmó.
    [not_understood] El robot no entendió.
    [beyond_policy] Ninguna propuesta del robot le sirvió.
    [hardship] Dificultad en la que ninguna propuesta cupo.
    [over_indebted] Más cuentas de las que puede pagar.
    [prescribed] La cuenta es demasiado antigua para negociar.
    [data_problem] El registro necesita revisión.
    [privacy] Pedido sobre datos personales.
    [refused] No quiere pagar.
    [payment_trouble] No se pudo generar el código de pago.
    [other] Otro asunto, como un documento.
    [taken] Alguien del equipo tomó la conversación.
   *[broken] El programa no supo seguir.
} { $identity ->
    [verified] Identidad confirmada.
    [locked] Identidad bloqueada después de tres intentos.
   *[unknown] Identidad sin confirmar: no hable de la cuenta antes de eso.
}
summary-late = { $reason ->
    [forgot] Motivo del atraso: se olvidó.
    [lost_invoice] Motivo del atraso: no recibió o perdió el boleto.
    [hardship] Motivo del atraso: dificultad económica.
    [unemployment] Motivo del atraso: desempleo.
    [illness] Motivo del atraso: enfermedad.
    [income_loss] Motivo del atraso: bajaron los ingresos.
    [over_indebted] Motivo del atraso: muchas cuentas al mismo tiempo.
    [bereavement] Motivo del atraso: duelo en la familia.
    [separation] Motivo del atraso: separación.
    [extra_expenses] Motivo del atraso: gastos inesperados.
    [prices_up] Motivo del atraso: todo se puso más caro.
    [name_lent] Motivo del atraso: prestó su nombre a otra persona.
    [disorganised] Motivo del atraso: se enredó con las cuentas.
    [awaiting_income] Motivo del atraso: espera un pago.
    [already_paid] Motivo del atraso: dice que pagó.
    [dispute] Motivo del atraso: reclama la cuenta.
    [payment_problem] Motivo del atraso: intentó pagar y no pudo.
    [undisclosed] Motivo del atraso: prefirió no decirlo.
    [other] Motivo del atraso: otro, en las palabras de la persona.
   *[untold] Motivo del atraso: todavía no lo contó.
}
summary-matter = { $matter ->
    [unknown_debt] Reclama: no reconoce la cuenta.
    [fraud] Reclama: dice que fue un fraude a su nombre.
    [wrong_amount] Reclama: el valor.
    [duplicate] Reclama: cobro doble.
    [dissatisfied] Reclama: producto o servicio malo.
    [not_delivered] Reclama: no lo recibió.
    [cancelled_before] Reclama: lo canceló o devolvió antes.
    [prescribed] Reclama: dice que la cuenta es demasiado antigua.
    [paid_claim] Dice que ya pagó: revisar.
    [access] Pide copia de sus datos (LGPD, art. 18).
    [erasure] Pide que se borren datos (LGPD, art. 18).
    [correction] Pide corrección de datos (LGPD, art. 18).
    [source] Pregunta de dónde vienen los datos (LGPD, art. 18).
    [review] Pide revisión de una decisión automática (LGPD, art. 20).
    [receipt] Recibió un recibo.
    [discharge] Recibió la declaración de pago total.
    [contract] Pide copia del contrato.
    [payment] Pagó mal, dos veces o pide devolución: buscar el dinero.
    [complaint] Se quejó de la atención: responder en el plazo.
   *[other] Reclama la cuenta.
} Protocolo { $protocol }.
summary-check = Si llaman para confirmar, el código de esta conversación es { $code }.
summary-owed = Pendiente hoy: { $total }, { $count ->
    [1] una cuenta
   *[other] { $count } cuentas
}, atraso de { $days } días.
summary-agreed = Acuerdo en marcha: { $total }, recibidos { $received }.
summary-offers = Propuestas hechas: { $made }; la última, { $total } en { $count } cuotas.

## Lo que el cliente lee de lo que hace el equipo

desk-offer = Esta es la propuesta que preparamos para usted.
    .v1 = Preparamos esta propuesta para usted.
desk-offer-withdrawn = La última propuesta que le mandé ya no vale. Enseguida seguimos por aquí.
desk-offer-over = El plazo de esa propuesta pasó. Ya veo una condición actual para usted.
desk-closed-agreement = Por aquí está todo en orden con su acuerdo. Si necesita algo, basta con escribir.
desk-closed-dispute-upheld = Lo revisamos y usted tiene razón: este cobro se canceló, y no se le pedirá nada más por él. Disculpe la molestia.
desk-closed-dispute-rejected = Revisamos su reclamación y la cuenta está correcta, así que vuelve a valer. Si no está de acuerdo, basta con pedir hablar con alguien.
desk-closed-paid = Lo revisamos: por aquí está todo pagado. Gracias.
desk-closed-claim = Vamos a revisar su pago. Hasta el { $until } nadie le cobra por esto.
desk-closed-refused = Está bien, entiendo. Si quiere retomarlo, basta con escribir.
desk-closed-wrong-person = Disculpe la molestia. No escribo más a este contacto.
desk-closed-deceased = Siento mucho su pérdida. Cerramos el contacto por aquí.
desk-closed-opt-out = De acuerdo, no le mando más mensajes por aquí. Si lo necesita, basta con escribir.
desk-closed-complaint = Registramos su queja. Protocolo { $protocol }. Recibe la respuesta a más tardar el { $until }, y hasta entonces nadie le cobra.
