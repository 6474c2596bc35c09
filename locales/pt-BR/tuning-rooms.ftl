# A sala de ajustes: rascunhos, revisão, versões.

web-tuning-nav = Ajustes
web-tuning-on-air = no ar
web-tuning-serves = O que está no ar
web-tuning-live = Versão { $number }, desde { $since }. Autoria: { $author }. { $title }
web-tuning-by-program = programa (terminal)
web-tuning-rooms = O que dá para ajustar
web-tuning-drafts = Rascunhos
web-tuning-draft = Rascunho
web-tuning-no-drafts = Nenhum rascunho aberto. Um rascunho é onde se muda alguma coisa: nada chega aos clientes antes de outra pessoa revisar e alguém publicar.
web-tuning-draft-title = O que você quer mudar
web-tuning-open-draft = Abrir rascunho
web-tuning-files = { $count ->
    [0] nada mudado ainda
    [1] um arquivo mudado
   *[other] { $count } arquivos mudados
  }
web-tuning-problem-count = { $count ->
    [0] Nenhum problema.
    [1] Um problema.
   *[other] { $count } problemas.
  }
web-tuning-status = { $code ->
    [open] em trabalho
    [review] espera revisão
    [approved] aprovado
    [published] publicado
    [dropped] descartado
   *[other] { $code }
  }
web-tuning-file = { $kind ->
    [flows] Fluxo: { $name }
    [conversations] Conversa de teste: { $name }
    [policies] Política: { $name }
    [conduct] Como se fala com as pessoas
    [texts] Textos: { $name } ({ $locale })
    [lessons] Entendimento: { $name } ({ $locale })
    [templates] Modelos do WhatsApp ({ $locale })
    [experiments] Experimento: { $name }
   *[other] { $name }
  }
web-tuning-folder = { $kind ->
    [flows] Fluxos
    [policies] Políticas
   *[other] { $kind }
  }
web-tuning-lines = { $added ->
    [0] nenhuma linha nova
    [1] uma linha nova
   *[other] { $added } linhas novas
  }, { $removed ->
    [0] nenhuma retirada
    [1] uma retirada
   *[other] { $removed } retiradas
  }
web-tuning-more = { $count ->
    [1] E mais uma mudança neste arquivo.
   *[other] E mais { $count } mudanças neste arquivo.
  }
web-tuning-what = { $code ->
    [step] passo
    [text] texto
    [limit] limite
    [example] palavra ou exemplo
   *[other] valor
  }
web-tuning-how = { $code ->
    [added] novo
    [removed] retirado
   *[other] mudou
  }
web-tuning-before = Antes:
web-tuning-after = Depois:
web-tuning-place = { $file }, linha { $line }

## Um rascunho

web-tuning-draft-facts = Aberto sobre a versão { $base }. Autoria: { $author }. Última mudança: { $at }. Quem já mexeu: { $hands }.
web-tuning-reviewed-by = Revisão de { $name }.
web-tuning-reason = Por quê:
web-tuning-remark = O que a revisão pediu:
web-tuning-newer = A versão { $number } entrou no ar depois que este rascunho começou
web-tuning-bring-what = Traga o rascunho para a versão nova antes de pedir revisão ou publicar. O que mudou em linhas diferentes se junta sozinho; se os dois lados mudaram a mesma linha, você escolhe.
web-tuning-bring = Trazer para a versão nova
web-tuning-change-what = O que mudar
web-tuning-files-of-draft = Editar um arquivo inteiro
web-tuning-became = Virou a versão { $number }
web-tuning-changes = O que muda
web-tuning-no-changes = Nada muda ainda.
web-tuning-checks = O que as verificações dizem
web-tuning-checks-later = As frases de exemplo são verificadas na hora de publicar, porque o robô precisa estudá-las.
web-tuning-no-problems = Tudo certo por aqui.
web-tuning-problem = problema
web-tuning-warning = aviso
web-tuning-ask = Pedir revisão
web-tuning-ask-what = Outra pessoa confere antes de publicar. Diga por que a mudança vale a pena: a razão fica no histórico.
web-tuning-ask-reason = Por que mudar
web-tuning-ask-do = Pedir revisão
web-tuning-own-work = Você mexeu neste rascunho, então não pode aprová-lo. Peça a outra pessoa da administração.
web-tuning-not-reviewer = Este rascunho espera a revisão de alguém da administração que não tenha mexido nele.
web-tuning-review = Revisão
web-tuning-approve-what = Aprovar vale para o rascunho como está agora. Se alguém mudar algo depois, a revisão começa de novo.
web-tuning-approve = Aprovar
web-tuning-give-back-why = O que precisa mudar
web-tuning-give-back = Devolver
web-tuning-publish = Publicar
web-tuning-publish-do = Publicar agora
web-tuning-publish-not-yet = Com problemas não se publica.
web-tuning-under-way = { $count ->
    [0] Nenhuma conversa em andamento.
    [1] Uma conversa em andamento.
   *[other] { $count } conversas em andamento.
  }
web-tuning-may-move = { $count ->
    [0] Nenhuma está num passo em que possa trocar de versão agora.
    [1] Uma está num passo em que já pode trocar de versão.
   *[other] { $count } estão num passo em que já podem trocar de versão.
  }
web-tuning-moves = Conversas em andamento
web-tuning-moves-finish = Terminam na versão em que começaram
web-tuning-moves-safe = Passam para a nova quando estiverem num passo seguro
web-tuning-moved = { $code ->
    [safe] Conversas em andamento passaram em passos seguros.
   *[other] Conversas em andamento terminaram na versão delas.
  }
web-tuning-drop = Descartar este rascunho
web-tuning-drop-what = O rascunho sai da lista e não pode mais ser publicado. O que estava escrito continua guardado para consulta.
web-tuning-drop-do = Descartar
web-tuning-conflicts = Os dois lados mudaram o mesmo
web-tuning-side-mine = Ficar com o texto do rascunho
web-tuning-side-theirs = Ficar com o texto da versão no ar
web-tuning-gone = Neste lado o arquivo foi retirado.
web-tuning-keep = Juntar assim

web-tuning-done-saved = Salvo no rascunho.
web-tuning-done-asked = Revisão pedida.
web-tuning-done-approved = Aprovado. Já pode ser publicado.
web-tuning-done-given-back = Devolvido com o seu recado.
web-tuning-done-brought = O rascunho agora parte da versão que está no ar.
web-tuning-done-dropped = Rascunho descartado.
web-tuning-done-published = Publicada. Conversas novas já usam esta versão.
web-tuning-done-rolled-back = Voltou. Conversas novas já usam esta versão.

## Versões

web-tuning-releases = Versões
web-tuning-releases-what = Tudo o que já esteve no ar: quem fez, quem revisou, por quê, e como voltar.
web-tuning-release = Versão { $number }
web-tuning-release-facts = No ar desde { $since }. Autoria: { $author }.
web-tuning-restores = Repete a versão { $restores }.
web-tuning-older = Mais antigas
web-tuning-checked = { $looked ->
    [0] Veio com o programa.
    [1] Um arquivo verificado: { $problems } problemas, { $warnings } avisos.
   *[other] { $looked } arquivos verificados: { $problems } problemas, { $warnings } avisos.
  }
web-tuning-roll-back = Voltar a esta versão
web-tuning-roll-back-what = O conteúdo desta versão volta ao ar com um número novo, em segundos. Nada se perde: a versão de agora continua na lista.
web-tuning-roll-back-why = Por que voltar
web-tuning-roll-back-do = Voltar a esta versão
web-tuning-changed-by = O que esta versão mudou

## Recusas

web-tuning-refused-right = Seu papel não permite isso. Mudar a política cabe só à administração, e quem atende só alguns credores não muda o que vale para todos.
web-tuning-refused-unknown = Não encontrei esse rascunho ou essa versão.
web-tuning-refused-own-work = Quem mexeu no rascunho não pode aprová-lo. Peça a outra pessoa.
web-tuning-refused-status = Agora isso não cabe: o rascunho ainda não foi aprovado, ou já foi publicado ou descartado. Veja como ele está.
web-tuning-refused-stale = Alguém mudou isto depois que você abriu a página. Nada foi gravado; confira como está agora e tente de novo.
web-tuning-refused-base = Outra versão entrou no ar. Traga o rascunho para ela antes de publicar.
web-tuning-refused-conflicts = { $count ->
    [1] Um arquivo mudou dos dois lados na mesma linha. Escolha o que fica.
   *[other] { $count } arquivos mudaram dos dois lados nas mesmas linhas. Escolha o que fica em cada um.
  }
web-tuning-refused-problems = { $count ->
    [1] As verificações acharam um problema. Nada foi publicado.
   *[other] As verificações acharam { $count } problemas. Nada foi publicado.
  }
web-tuning-refused-nothing = Isso não mudaria nada.
web-tuning-refused-no-reason = Escreva o motivo.
web-tuning-refused-path = Esse arquivo não pode ficar aí. O nome leva letras sem acento, algarismos, hífen e sublinhado, numa das pastas do conteúdo.
web-tuning-refused-too-large = O texto passa de 2 MB. Nada foi gravado; divida o arquivo ou tire o que sobra.

## O editor de arquivos

web-tuning-source = O arquivo, como está escrito
web-tuning-save-file = Salvar no rascunho
web-tuning-back-to-draft = Voltar ao rascunho
web-tuning-read-only = Aqui você só pode ler: o rascunho já terminou, ou mudar este arquivo não cabe ao seu papel.
web-tuning-line = linha
web-tuning-at-line = Linha { $line }: { $text }
web-tuning-check-lost = Não foi possível verificar agora. O que está escrito continua na página.
web-editor-keys = Tab sai do editor. Ctrl-F procura, Ctrl-Z desfaz, F8 vai ao próximo problema, Ctrl-Alt-G vai a uma linha, Ctrl-] e Ctrl-[ mudam o recuo.
web-editor-find = Procurar
web-editor-next = próximo
web-editor-previous = anterior
web-editor-all = marcar todos
web-editor-match-case = diferenciar maiúsculas
web-editor-pattern = expressão regular
web-editor-by-word = palavra inteira
web-editor-replace-by = Trocar por
web-editor-replace = trocar
web-editor-replace-all = trocar todos
web-editor-close = fechar
web-editor-match = encontrado
web-editor-on-line = na linha
web-editor-replaced-one = trocado na linha $
web-editor-replaced-all = trocas feitas: $
web-editor-go-to-line = Ir para a linha
web-editor-go = ir
web-editor-fold = Recolher
web-editor-unfold = Mostrar
web-editor-folded = trecho recolhido
web-editor-folded-lines = Linhas recolhidas:
web-editor-unfolded-lines = Linhas à mostra:
web-editor-to = a
web-editor-deleted = O trecho marcado foi apagado
web-tuning-merge = Duas pessoas mudaram este arquivo
web-tuning-theirs = O que já está salvo
web-tuning-mine = O que você escreveu
web-tuning-merged = Os dois juntos
web-tuning-merged-clean = As mudanças ficaram em linhas diferentes e foram juntadas. Confira e salve.
web-tuning-merged-marked = Algumas linhas mudaram dos dois lados e aparecem duas vezes, entre <<<<<<< e >>>>>>>. Deixe só o que deve valer e apague as marcas.
web-tuning-save-merged = Salvar os dois juntos

## Textos

web-tuning-texts = Textos
web-tuning-texts-what = Tudo o que o robô diz, com o jeito como aparece no celular do cliente.
web-tuning-texts-search = Palavras ou nome do texto
web-tuning-texts-file = Arquivo
web-tuning-texts-step = Passo que diz
web-tuning-texts-found = { $count ->
    [0] Nenhum texto assim.
    [1] Um texto.
   *[other] { $count } textos.
  }
web-tuning-texts-many = { $count } textos. Aparecem os { $most } primeiros: procure por uma palavra, um arquivo ou um passo para ver os outros.
web-tuning-text-changed = mudou neste rascunho
web-tuning-text-said-by = Passos que dizem este texto:
web-tuning-text-said-by-program = Nenhum passo do fluxo nomeia este texto: o robô o usa por conta própria, ou outro texto o usa.
web-tuning-text-write = O texto
web-tuning-text-source = Texto com o nome dele
web-tuning-text-how = Antes do sinal de igual fica o nome, que não muda. Linhas .v1, .v2 são outros jeitos de dizer o mesmo; cada cliente recebe um.
web-tuning-text-variables = O que este texto pode usar (toque para pôr no texto):
web-tuning-text-looks = Como aparece
web-tuning-text-in-draft = Para mudar, escolha um rascunho:
web-tuning-text-no-draft = Para mudar, abra um rascunho em
web-tuning-text-not-whole = Isto ainda não é um texto inteiro: confira as chaves, o sinal de igual e o nome no começo. Nada foi gravado.
web-tuning-text-lost = O texto no ar usa { $names }, e este não usa mais.
web-tuning-text-lost-asks = O texto deixou de usar um valor que o cliente hoje vê. Se é isso mesmo, marque a confirmação e salve de novo.
web-tuning-text-lost-sure = Sim, este texto não precisa mais desse valor
web-tuning-sample-short = Maria, valores pequenos
web-tuning-sample-long = Maximiliana, valores e nomes grandes
web-tuning-sample-product-short = Sofá
web-tuning-sample-product-long = Sofá de três lugares
web-tuning-list-button = Ver opções

## Entendimento

web-tuning-lessons = Entendimento
web-tuning-lessons-what = As frases com que o robô aprende o que as pessoas querem dizer.
web-tuning-lessons-how = Cada frase é um exemplo de como as pessoas escrevem de verdade. Nunca copie aqui nome, CPF ou telefone de alguém.
web-tuning-lessons-search = Procurar uma frase ou intenção
web-tuning-examples = { $count ->
    [0] nenhuma frase
    [1] uma frase
   *[other] { $count } frases
  }
web-tuning-example-new = Mais um jeito de dizer
web-tuning-example-add = Acrescentar
web-tuning-example-remove = Tirar
web-tuning-example-remove-it = Tirar “{ $example }”

## Testar um rascunho

web-tuning-trying = Testar antes de publicar
web-tuning-trying-what = Nada daqui chega aos clientes. As conversas aparecem sem nomes nem documentos.
web-tuning-again = Conversas repassadas
web-tuning-again-most = Conversas mais recentes
web-tuning-again-do = Repassar as conversas
web-tuning-again-sum = { $conversations ->
    [0] Nenhuma conversa para repassar.
    [1] Uma conversa repassada.
   *[other] { $conversations } conversas repassadas.
  } Iguais até a última palavra: { $same }. Turnos: { $turns }. Sem as regras da época: { $unreadable }.
web-tuning-again-of = Resultado
web-tuning-again-was = Foi
web-tuning-again-would = Seria
web-tuning-again-row = { $code ->
    [agreements] Acordos
    [promises] Promessas
    [handoffs] Passadas a uma pessoa
   *[other] { $code }
  }
web-tuning-again-kind = { $code ->
    [words] Outras palavras
    [step] Outro passo
    [text] Outro texto
    [promise] Outra promessa
    [handoff] Passagem a uma pessoa
    [agreement] Outro acordo
    [broken] Não seguiria adiante
   *[other] Outra diferença
  }
web-tuning-again-said = Foi dito:
web-tuning-again-would-say = Seria dito:
web-tuning-heard = Mensagens relidas
web-tuning-heard-do = Reler as mensagens
web-tuning-heard-slow = Para reler as mensagens o robô estuda as frases do rascunho, o que leva alguns segundos.
web-tuning-heard-sum = { $messages ->
    [0] Nenhuma mensagem para reler.
    [1] Uma mensagem relida.
   *[other] { $messages } mensagens relidas.
  } { $otherwise ->
    [0] Nenhuma seria entendida de outro jeito.
    [1] Uma seria entendida de outro jeito.
   *[other] { $otherwise } seriam entendidas de outro jeito.
  }
web-tuning-heard-message = Mensagem
web-tuning-heard-now = Hoje
web-tuning-heard-then = Com o rascunho
web-tuning-codes = Verificações
web-tuning-codes-what = O que cada código quer dizer e o que fazer. As reticências estão no lugar dos valores de cada caso.
web-tuning-codes-groups = Tipos de arquivo
