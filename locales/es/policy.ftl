# Por qué una oferta es como es. Las claves son las de domain/policy/explain/keys.rs.

## Para quien atiende: todo

explain-under = Política { $policy }, franja { $band }, escalón { $rung }.
explain-concessions-left = { $count ->
    [0] Ya no quedan escalones para ceder.
    [1] Todavía queda { $count } escalón para ceder.
   *[other] Todavía quedan { $count } escalones para ceder.
  }
explain-valid-until = Las ofertas valen hasta el { DATE($until) }.
explain-escalation = El pedido, de { MONEY($total) } en total, cabe en el límite { $authority ->
    [agent] de quien atiende
    [supervisor] de la supervisión
   *[bot] del robot
  }.

explain-step-invoice = Factura { $invoice }: { MONEY($principal) } + multa { MONEY($fine) } + intereses { MONEY($interest) }, { $days ->
    [0] todavía sin atraso
    [1] { $days } día de atraso
   *[other] { $days } días de atraso
  }.
explain-step-owed = Se debe hoy: { MONEY($principal) } + multa { MONEY($fine) } + intereses { MONEY($interest) } = { MONEY($total) }.
explain-step-waived = { $family ->
    [cash] De una vez
   *[plan] En cuotas
  }: se descuentan { MONEY($fine) } de la multa, { MONEY($interest) } de los intereses y { MONEY($principal) } del principal; quedan { MONEY($left) }.
explain-step-payments = { $family ->
    [cash] De una vez: { MONEY($total) } hasta el { DATE($last-due) }.
   *[plan] En cuotas: { $has-down ->
        [yes] entrada de { MONEY($down) } más { $count }
       *[no] { $count }
      } × { MONEY($instalment) } (la última, { MONEY($last) }), del { DATE($first-due) } al { DATE($last-due) }, total { MONEY($total) }.
  }
explain-step-interest = Intereses de las cuotas: { PERCENT($monthly) } al mes; costo efectivo total (CET) de { PERCENT($cet) } al año.

explain-reason-band = Franja { $band }: la factura más antigua tiene { $days ->
    [1] { $days } día
   *[other] { $days } días
  } de atraso.
explain-reason-segment = Perfil: { $segment ->
    [temporary] atraso pasajero
    [chronic] atraso frecuente
   *[undefined] sin definir
  }. La persona puede reclamarlo.
explain-reason-hardship = Contó una dificultad: sin cargos, más cuotas, cuota menor, sin entrada y más plazo para la primera.
explain-reason-chronic = Atraso frecuente: un escalón menos, entrada mayor y principal completo.
explain-reason-after-broken = { $count ->
    [1] { $count } acuerdo incumplido: menos escalones.
   *[other] { $count } acuerdos incumplidos: menos escalones.
  }
explain-reason-no-discount = Hace poco se incumplió un acuerdo: por ahora, sin descuento del principal.
explain-reason-waiting = Esperar no lo hace más barato: nunca menos de { MONEY($least) }, que ya era posible antes.
explain-reason-resumed = La negociación sigue donde quedó, con { $moves ->
    [1] { $moves } concesión hecha
   *[other] { $moves } concesiones hechas
  }.
explain-reason-forgotten = La negociación anterior ya no cuenta; esta empieza desde el principio.
explain-reason-frozen = Las ofertas hechas siguen valiendo, con los mismos números, hasta el { DATE($until) }.
explain-reason-no-plan = Esta franja no tiene cuotas.
explain-reason-too-small = El valor no da para dos cuotas de { MONEY($minimum) }; solo de una vez.
explain-reason-income = No cabe ningún plan: de los ingresos que contó quedan { MONEY($room) } al mes por encima del mínimo protegido.
explain-reason-fits-monthly = { $count } cuotas: el menor número que cabe en { MONEY($monthly) } al mes.
explain-reason-monthly-out-of-reach = Ni { $count } cuotas, el máximo, caben en { MONEY($monthly) } al mes.
explain-reason-usual-count = { $count } cuotas: nadie dijo cuánto puede al mes, así que cerca de la mitad del máximo.
explain-reason-due-day = Vencimiento el día { $day } de cada mes, como se pidió.
explain-reason-first-date = Primer pago el { DATE($date) }, como se pidió.
explain-reason-first-date-out-of-reach = La fecha pedida no cabe; la primera puede ser hasta el { DATE($latest) }.
explain-reason-granted = Límite: { $authority ->
    [agent] quien atiende
    [supervisor] supervisión
   *[bot] robot
  }.

explain-fact-late = Atrasos en los últimos 12 meses: { $count }.
explain-fact-late-unknown = No se sabe cuántos atrasos hubo en los últimos 12 meses.
explain-fact-broken = Acuerdos incumplidos: { $count }.
explain-fact-seeking = Negociaciones llevadas hasta el final sin acuerdo: { $count }.
explain-fact-reason = Motivo que contó: { $reason ->
    [forgot] se olvidó
    [lost_invoice] no recibió o perdió la factura
    [hardship] dificultad
    [unemployment] desempleo
    [illness] enfermedad
    [income_loss] bajaron los ingresos
    [over_indebted] demasiadas deudas
    [bereavement] duelo
    [separation] separación
    [extra_expenses] gastos inesperados
    [prices_up] precios más altos
    [name_lent] prestó su nombre
    [disorganised] desorden con las cuentas
    [awaiting_income] espera un pago
    [already_paid] dice que ya pagó
    [dispute] no está de acuerdo con la deuda
    [payment_problem] el pago falló
    [other] otro
   *[undisclosed] prefirió no decirlo
  }.

## Para quien debe: poco y claro

explain-customer-owed = Hoy son { MONEY($total) }: { MONEY($principal) } de la factura, { MONEY($fine) } de multa y { MONEY($interest) } de intereses por { $days ->
    [1] { $days } día
   *[other] { $days } días
  } de atraso.
explain-customer-saved-cash = De una vez, deja de pagar { MONEY($sum) }.
explain-customer-saved-plan = En cuotas, deja de pagar { MONEY($sum) }.
explain-customer-hardship = Como el momento está difícil, quité los cargos y dejé las cuotas más bajas.
explain-customer-fits-monthly = Con { $count } cuotas, cabe en los { MONEY($monthly) } al mes que dijo.
explain-customer-monthly-out-of-reach = Aun con el mayor número de cuotas, { $count }, no llega a { MONEY($monthly) } al mes; esta es la que más se acerca.
explain-customer-due-day = Las cuotas vencen el día { $day }, como pidió.
explain-customer-first-date = El primer pago queda para el { DATE($date) }, como pidió.
explain-customer-first-date-out-of-reach = El primer pago puede ser hasta el { DATE($latest) }.
explain-customer-too-small = Las cuotas son de al menos { MONEY($minimum) }; para este valor, solo de una vez.
explain-customer-frozen = Esta propuesta sigue valiendo hasta el { DATE($until) }.

## Lo que se responde a una contrapropuesta

explain-accepted = Cerrado: es como lo pidió.
explain-better = Puede ser mejor para usted: { MONEY($total) } en total.
explain-limit-first-date = El primer pago puede ser hasta el { DATE($latest) }; de una vez, hasta el { DATE($cash) }.
explain-limit-due-day = No cualquier día del mes puede ser de vencimiento; usé el más cercano.
explain-limit-count = Puedo dividirlo en hasta { $count ->
    [1] { $count } cuota
   *[other] { $count } cuotas
  }.
explain-limit-down-payment = La entrada tiene que ser de al menos { MONEY($sum) } y dejar valor para las cuotas.
explain-limit-instalment = Cada cuota tiene que ser de al menos { MONEY($sum) }.
explain-limit-total = Ese valor total queda por debajo de lo que puedo cerrar ahora.
explain-limit-income = Así le quedarían menos de { MONEY($protected) } al mes de sus ingresos, y eso no lo propongo.
explain-limit-invoices = No encontré esa factura entre las pendientes.
explain-limit-nothing = No entendí qué cambiar en la propuesta.

explain-refusal-nothing-owed = No hay nada pendiente.
explain-refusal-not-overdue = Todavía no venció: no hay nada que negociar.
explain-refusal-prescribed = La factura { $invoice } prescribió el { DATE($since) } y ya no se puede cobrar.
explain-refusal-unaffordable = Nada de lo que puedo ofrecer dejaría { MONEY($protected) } al mes para vivir; el cobro puede parar hasta por { $days ->
    [1] { $days } día
   *[other] { $days } días
  }.

### Cambio de vencimiento

explain-due-date-moved = La próxima cuota pasa del { DATE($from) } al { DATE($to) }.
explain-due-date-day = Las cuotas que faltan vencen el día { $day } de cada mes.
explain-due-date-times = Cambios usados en este acuerdo: { $used } de { $times }.
explain-due-date-not-active = El acuerdo ya no está en marcha; el vencimiento no cambia.
explain-due-date-often = { $times ->
    [0] La política no deja cambiar el vencimiento sin una persona.
    [1] El vencimiento ya cambió la única vez que la política permite.
   *[other] El vencimiento ya cambió las { $times } veces que la política permite.
}
explain-due-date-past = El día pedido ya pasó.
explain-due-date-too-far = El día pedido queda después del { DATE($latest) }, el último que la política permite.
explain-due-date-no-day = La política no deja cambiar a ese día del mes.
explain-due-date-same = El vencimiento ya es ese día.
