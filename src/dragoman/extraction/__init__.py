"""Reading one text: a document goes in, a report comes out."""
