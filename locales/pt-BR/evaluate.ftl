# O que "combinado understand --evaluate" e "--cross-validate" mostram.

evaluate-line = { $file }, linha { $line }: não é uma frase com rótulo ({ $why }).
    Cada linha é um objeto como {"{"}"text": "já paguei", "intent": "already_paid"{"}"}.

evaluate-summary = Resumo
evaluate-figure = Medida
evaluate-share = Parte
evaluate-right = Certas
evaluate-first = Intenção certa
evaluate-among-three = Entre as três primeiras
evaluate-safety-recall = Intenções de segurança ouvidas
evaluate-false-alarms = Alarmes falsos
evaluate-elsewhere = Fora do assunto reconhecido
evaluate-elsewhere-unsure = Fora do assunto reconhecido, ou perguntado
evaluate-also = Segundas intenções ouvidas
evaluate-entities = Valores exatos
evaluate-no-entities = Frases sem valor em que nenhum foi visto
evaluate-macro-f1 = F1 médio das intenções
evaluate-calibration-error = Erro de calibração

evaluate-intents = Por intenção, da pior à melhor
evaluate-intent = Intenção
evaluate-recall = Ouvida
evaluate-precision = Precisão
evaluate-f1 = F1

evaluate-safety = Segurança, em qualquer lugar da leitura

evaluate-confusion = Confusões mais frequentes
evaluate-meant = Era
evaluate-read = Lida como
evaluate-times = Vezes

evaluate-calibration = Calibração
evaluate-confidence = Confiança
evaluate-cases = Frases
evaluate-mean = Confiança média

evaluate-thresholds = O que dá responder a partir de cada confiança
evaluate-answered = Respondidas
evaluate-strayed = Fora do assunto respondidas

evaluate-styles = Por jeito de escrever
evaluate-style = Jeito

evaluate-worst = Erros mais seguros
evaluate-line-number = Linha
evaluate-text = Frase
