# O que os botões do WhatsApp dizem. Cabem vinte letras.

whatsapp-list-button = Ver opções
