%% The records in which xmerl has a document, and those of its scanner and of XPath.

%% What a document consists of. parents: [{Name, Position}], the nearest first.

-record(xmlDecl, {vsn, encoding, standalone, attributes}).
-record(xmlAttribute, {
    name,
    expanded_name = [],
    nsinfo = [],
    namespace = [],
    parents = [],
    pos,
    language = [],
    value,
    normalized
}).
-record(xmlNamespace, {default = [], nodes = []}).
-record(xmlNsNode, {parents = [], pos, prefix, uri = []}).
-record(xmlElement, {
    name,
    expanded_name = [],
    nsinfo = [],
    namespace = {xmlNamespace, [], []},
    parents = [],
    pos,
    attributes = [],
    content = [],
    language = [],
    xmlbase = [],
    elementdef = undeclared
}).
-record(xmlText, {parents = [], pos, language = [], value, type = text}).
-record(xmlComment, {parents = [], pos, language = [], value}).
-record(xmlPI, {name, parents = [], pos, value}).
-record(xmlDocument, {content}).

%% XPath.

-record(xmlContext, {
    axis_type = forward,
    context_node,
    context_position = 1,
    nodeset = [],
    bindings = [],
    functions = [],
    namespace = [],
    whole_document
}).
-record(xmlNode, {type = element, node, parents = [], pos = 1}).
-record(xmlObj, {type, value}).

%% The scanner.

-record(xmerl_fun_states, {event, hook, rules, fetch, cont}).
-record(xmerl_scanner, {
    encoding,
    standalone = no,
    environment = prolog,
    declarations = [],
    doctype_name,
    doctype_DTD = internal,
    comments = true,
    document = false,
    default_attrs = false,
    rules,
    keep_rules = false,
    namespace_conformant = false,
    xmlbase,
    xmlbase_cache,
    fetch_path = [],
    filename = file_name_unknown,
    validation = off,
    schemaLocation = [],
    space = preserve,
    event_fun,
    hook_fun,
    acc_fun,
    fetch_fun,
    close_fun,
    continuation_fun,
    rules_read_fun,
    rules_write_fun,
    rules_delete_fun,
    user_state,
    fun_states = {xmerl_fun_states, undefined, undefined, undefined, undefined, undefined},
    entity_references = [],
    text_decl = false,
    quiet = false,
    col = 1,
    line = 1,
    common_data = [],
    allow_entities = false
}).
-record(xmerl_event, {event, line, col, pos, data}).
