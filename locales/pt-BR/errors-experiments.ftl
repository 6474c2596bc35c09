# Problemas de experimentos.

problem-experiment-broken-toml = O experimento não está bem escrito: { $detail }.
    .remedy = Confira aspas, colchetes e sinais de igual perto desta linha.
problem-experiment-unknown-key = "{ $key }" não existe num experimento.
    .remedy = Aqui cabem: { $known }.
problem-experiment-missing-key = Falta "{ $key }" no experimento.
    .remedy = Acrescente a linha; docs/examples/noted.toml mostra um experimento inteiro.
problem-experiment-wrong-value = O valor de "{ $key }" não serve.
    .remedy = { $expected ->
        [text] Escreva um texto entre aspas.
        [table] Escreva uma tabela, como [{ $key }].
       *[other] Use um valor assim: { $expected }.
    }
problem-experiment-days = O experimento acaba ({ $until }) antes de começar ({ $since }).
    .remedy = Ponha em until um dia depois de since.
problem-experiment-arms = { $why ->
    [count] Um experimento tem de duas a quatro maneiras.
    [no-control] Falta a maneira "control": como é hoje.
    [control] A maneira "control" é como é hoje: não pode mudar nada.
   *[other] Esta maneira não muda nada.
}
    .remedy = { $why ->
        [count] Junte ou divida as maneiras em [arms]; uma delas se chama control.
        [no-control] Acrescente [arms.control] com weight = 1.
        [control] Ponha o que muda em outra maneira.
       *[other] Dê a ela textos (texts), um fluxo (flow) ou políticas (policies), ou retire a maneira.
    }
problem-experiment-unknown = { $what ->
    [flow] Não há fluxo com o nome "{ $name }" nesta versão.
    [policy] Não há política com o nome "{ $name }" nesta versão.
    [text] Não há texto com a chave "{ $name }" nesta língua.
   *[other] "{ $name }" não é uma língua.
}
    .remedy = Confira o nome; acrescente antes o que o experimento usa.
problem-experiment-overlap = Este experimento muda o mesmo que "{ $other }" nos mesmos dias: { $what ->
    [flow] o fluxo
    [policy] a política { $name }
   *[other] o texto { $name }
}.
    .remedy = Espere o outro acabar, ou junte os dois num só com mais maneiras.
