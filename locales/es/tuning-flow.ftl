# Los flujos dibujados, con lo que pasó en cada paso.

web-tuning-flows = Flujos
web-tuning-flows-what = El camino que puede seguir cada conversación, paso a paso, con cuántas personas pasaron por él.
web-tuning-flow-version = versión { $version }
web-tuning-flow-steps = { $steps } pasos
web-tuning-flow-from = Desde
web-tuning-flow-to = Hasta
web-tuning-flow-creditor = Acreedor
web-tuning-flow-release = Versión
web-tuning-flow-channel = Canal
web-tuning-flow-all = todos
web-tuning-flow-search = Buscar un paso o un texto
web-tuning-flow-show = Mostrar
web-tuning-flow-drawing = Dibujo
web-tuning-flow-of-draft = Este es el flujo del borrador: cada caja abre el formulario del paso. Los recuentos son de lo que ya está en servicio con este nombre.
web-tuning-flow-how = Cada caja es un paso y abre su página. Debajo del nombre están las entradas y las salidas del período; el borde es más grueso donde más gente deja de responder. Las líneas punteadas vuelven a un paso anterior.
web-tuning-flow-to-outline = Ir al guion, que dice lo mismo en texto
web-tuning-flow-outline = Guion
web-tuning-flow-leads = Lleva a:
web-tuning-flow-is-found = encontrado
web-tuning-flow-found = { $count ->
    [0] Ningún paso con “{ $words }”.
    [1] Un paso con “{ $words }”.
   *[other] { $count } pasos con “{ $words }”.
  }
web-tuning-flow-nobody = Nadie pasó por aquí en este período.
web-tuning-flow-summary = { $conversations ->
    [1] Una conversación en el período.
   *[other] { $conversations } conversaciones en el período.
  } Entradas en pasos: { $entered }. Siguieron adelante: { $answered }. Dejaron de responder: { $left }. Todavía esperan: { $waiting }. Pasaron a una persona: { $handed }.
web-tuning-flow-cut = Solo se contaron las { $most } conversaciones más recientes de cada acreedor.
web-tuning-flow-counts = Entraron { $entered }: { $answered } siguieron, { $left } dejaron de responder, { $waiting } todavía esperan, { $handed } pasaron a una persona.
web-tuning-flow-below = { $entered } entraron · { $left } se fueron
web-tuning-flow-wait = La mitad respondió en { $unit ->
    [seconds] { $count ->
        [1] 1 segundo
       *[other] { $count } segundos
      }
    [minutes] { $count ->
        [1] 1 minuto
       *[other] { $count } minutos
      }
    [hours] { $count ->
        [1] 1 hora
       *[other] { $count } horas
      }
   *[other] { $count ->
        [1] 1 día
       *[other] { $count } días
      }
  } o menos.
web-tuning-flow-agreed = Acordado aquí: { MONEY($sum) }.
web-tuning-flow-kind = { $kind ->
    [say] dice un texto y sigue
    [ask] hace una pregunta
    [decide] elige el camino
    [identify] confirma quién es
    [debts] muestra la deuda
    [offer] hace propuestas
    [confirm] pide el sí al acuerdo
    [pay] genera el código de pago
    [resend] manda otra vez el cobro
    [promise] anota una promesa
    [pause] ofrece una pausa
    [status] muestra el acuerdo
    [undo] deshace el acuerdo
    [due_date] cambia el vencimiento
    [callback] acuerda un horario
    [back] vuelve a la pregunta abierta
    [act] registra algo
    [tell] explica algo
    [dispute] abre un reclamo
    [claim] anota un aviso de pago
    [note] recibe un dato más
    [handoff] pasa a una persona
    [end] cierra
   *[other] { $kind }
  }
web-tuning-flow-texts = Cómo se ven los textos
web-tuning-flow-samples = Con valores de ejemplo. Un mismo texto puede decirse de varias formas; cada cliente ve una.
web-tuning-flow-labels = Botones
web-tuning-flow-next = Adónde lleva
web-tuning-flow-before = De dónde se llega
web-tuning-flow-ends = Aquí descansa la conversación.
web-tuning-flow-begins = Ningún paso lleva a este: se llega desde el comienzo o por lo que dice el cliente.
web-tuning-flow-heard = al oír { $meaning }
