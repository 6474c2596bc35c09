# O que o comando “import” diz.

import-reading = Lendo a carteira
import-writing = Gravando
import-dry-run = Só um ensaio: nada foi gravado.
import-lines = { $lines ->
    [1] { $lines } linha lida
   *[other] { $lines } linhas lidas
  }, { $rejected ->
    [0] nenhuma recusada
    [1] { $rejected } recusada
   *[other] { $rejected } recusadas
  }{ $repeated ->
    [0] {""}
    [1] , { $repeated } repetida
   *[other] , { $repeated } repetidas
  }.
import-customers = Clientes: { $new ->
    [1] { $new } novo
   *[other] { $new } novos
  }, { $changed ->
    [1] { $changed } alterado
   *[other] { $changed } alterados
  }, { $same ->
    [1] { $same } igual
   *[other] { $same } iguais
  }.
import-invoices = Faturas: { $new ->
    [1] { $new } nova
   *[other] { $new } novas
  }, { $changed ->
    [1] { $changed } alterada
   *[other] { $changed } alteradas
  }, { $same ->
    [1] { $same } igual
   *[other] { $same } iguais
  }.
import-more-problems = { $count ->
    [1] E mais { $count } problema.
   *[other] E mais { $count } problemas.
  }
import-rejects-written = As linhas recusadas estão em { $file }: corrija e importe esse arquivo.
import-rejects-hint = Para receber as linhas recusadas em um arquivo e corrigi-las, use --rejects ARQUIVO.csv.
