/* A PAM module that asks for a one-time code and takes 271828, as google-authenticator's does with others. */
#include <stdlib.h>
#include <string.h>

struct pam_message { int style; const char *text; };
struct pam_response { char *text; int code; };
struct pam_conversation {
    int (*ask)(int, const struct pam_message **, struct pam_response **, void *);
    void *context;
};

extern int pam_get_item(const void *handle, int item, const void **value);

enum { SUCCESS = 0, AUTH_ERR = 7, CONVERSATION = 5, PROMPT_SEEN = 2, TEXT = 4 };

static int ask(void *handle, int style, const char *text, char **answer)
{
    const struct pam_message message = {style, text};
    const struct pam_message *messages[] = {&message};
    struct pam_response *response = 0;
    const struct pam_conversation *conversation;

    if (pam_get_item(handle, CONVERSATION, (const void **) &conversation) != SUCCESS || !conversation)
        return AUTH_ERR;
    if (conversation->ask(1, messages, &response, conversation->context) != SUCCESS || !response)
        return AUTH_ERR;
    *answer = response->text;
    return SUCCESS;
}

int pam_sm_authenticate(void *handle, int flags, int count, const char **words)
{
    char *ignored, *code;

    if (ask(handle, TEXT, "Your token is the blue one.", &ignored) != SUCCESS)
        return AUTH_ERR;
    if (ask(handle, PROMPT_SEEN, "Verification\tcode: \033[1m", &code) != SUCCESS || !code)
        return AUTH_ERR;
    return strcmp(code, "271828") ? AUTH_ERR : SUCCESS;
}

int pam_sm_setcred(void *handle, int flags, int count, const char **words)
{
    return SUCCESS;
}
