# Lo que dice el comando “import”.

import-reading = Leyendo la cartera
import-writing = Grabando
import-dry-run = Solo un ensayo: no se grabó nada.
import-lines = { $lines ->
    [1] { $lines } línea leída
   *[other] { $lines } líneas leídas
  }, { $rejected ->
    [0] ninguna rechazada
    [1] { $rejected } rechazada
   *[other] { $rejected } rechazadas
  }{ $repeated ->
    [0] {""}
    [1] , { $repeated } repetida
   *[other] , { $repeated } repetidas
  }.
import-customers = Clientes: { $new ->
    [1] { $new } nuevo
   *[other] { $new } nuevos
  }, { $changed ->
    [1] { $changed } cambiado
   *[other] { $changed } cambiados
  }, { $same ->
    [1] { $same } igual
   *[other] { $same } iguales
  }.
import-invoices = Facturas: { $new ->
    [1] { $new } nueva
   *[other] { $new } nuevas
  }, { $changed ->
    [1] { $changed } cambiada
   *[other] { $changed } cambiadas
  }, { $same ->
    [1] { $same } igual
   *[other] { $same } iguales
  }.
import-more-problems = { $count ->
    [1] Y { $count } problema más.
   *[other] Y { $count } problemas más.
  }
import-rejects-written = Las líneas rechazadas están en { $file }: corríjalas e importe ese archivo.
import-rejects-hint = Para recibir las líneas rechazadas en un archivo y corregirlas, use --rejects ARCHIVO.csv.
