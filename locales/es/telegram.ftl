# Lo que solo muestra Telegram: el código para copiar y los botones que sabe hacer.

telegram-pix = Pix para copiar y pegar:
telegram-copy-pix = Copiar código Pix
telegram-boleto = Números del boleto:
telegram-copy-boleto = Copiar los números
telegram-share-phone = 📱 Enviar mi teléfono
