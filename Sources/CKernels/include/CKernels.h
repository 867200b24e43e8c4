int aftermath_placeholder(void);
