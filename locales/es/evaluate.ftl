# Lo que muestran "combinado understand --evaluate" y "--cross-validate".

evaluate-line = { $file }, línea { $line }: no es una frase con etiqueta ({ $why }).
    Cada línea es un objeto como {"{"}"text": "já paguei", "intent": "already_paid"{"}"}.

evaluate-summary = Resumen
evaluate-figure = Medida
evaluate-share = Parte
evaluate-right = Correctas
evaluate-first = Intención correcta
evaluate-among-three = Entre las tres primeras
evaluate-safety-recall = Intenciones de seguridad oídas
evaluate-false-alarms = Falsas alarmas
evaluate-elsewhere = Fuera del tema reconocido
evaluate-elsewhere-unsure = Fuera del tema reconocido, o preguntado
evaluate-also = Segundas intenciones oídas
evaluate-entities = Valores exactos
evaluate-no-entities = Frases sin valor en que no se vio ninguno
evaluate-macro-f1 = F1 medio de las intenciones
evaluate-calibration-error = Error de calibración

evaluate-intents = Por intención, de la peor a la mejor
evaluate-intent = Intención
evaluate-recall = Oída
evaluate-precision = Precisión
evaluate-f1 = F1

evaluate-safety = Seguridad, en cualquier lugar de la lectura

evaluate-confusion = Confusiones más frecuentes
evaluate-meant = Era
evaluate-read = Leída como
evaluate-times = Veces

evaluate-calibration = Calibración
evaluate-confidence = Confianza
evaluate-cases = Frases
evaluate-mean = Confianza media

evaluate-thresholds = Qué resulta de responder desde cada confianza
evaluate-answered = Respondidas
evaluate-strayed = Fuera del tema respondidas

evaluate-styles = Por manera de escribir
evaluate-style = Manera

evaluate-worst = Errores más seguros
evaluate-line-number = Línea
evaluate-text = Frase
