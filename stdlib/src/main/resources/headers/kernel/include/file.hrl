%% What :file.read_file_info/1 answers.
-record(file_info, {
    size, type, access, atime, mtime, ctime, mode, links, major_device, minor_device, inode, uid, gid
}).

%% An open file.
-record(file_descriptor, {module, data}).
