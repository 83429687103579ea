"""What is known of languages, whatever the document: sentences, dates, numbers, quotations."""
